package io.rfmstreams;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets every test wait long for what it awaits: a machine with other work to do is slow, not wrong. */
public final class Patience implements BeforeAllCallback {

    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(MAX_WAIT);
    }
}
