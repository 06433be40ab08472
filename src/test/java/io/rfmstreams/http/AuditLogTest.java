package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rfmstreams.query.QueryError;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AuditLogTest {

    private static final String ADMIN = "Authorization: Bearer admin";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private List<String> lines() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Test
    void shouldLogEachWriteWithTheHashOfTheCustomer() {
        try (FakeService service = new FakeService(new Tokens("reader", "admin", ""))) {
            // When
            RawHttp.send(service.port(), "DELETE", "/v1/customers/ann", "", ADMIN);
            RawHttp.send(service.port(), "POST", "/v1/models/1/activate", "", ADMIN);
            RawHttp.send(service.port(), "DELETE", "/v1/customers/ann", "", "Authorization: Bearer reader");
            RawHttp.send(service.port(), "GET", "/v1/customers/ann", "", ADMIN);
            RawHttp.send(service.port(), "POST", "/v1/models/77/activate", "", ADMIN);

            // Then
            assertThat(lines())
                    .containsExactly(
                            "INFO Audit: erasure of customer sha256:49915e0d7d4b402e accepted from 127.0.0.1 under the"
                                    + " admin token",
                            "INFO Audit: activation of model 1 accepted from 127.0.0.1 under the admin token");
        }
    }

    @Test
    void shouldLogAFailedWrite() {
        try (FakeService service = new FakeService()) {
            // Given
            service.error = QueryError.NOT_WRITTEN;

            // When
            RawHttp.send(service.port(), "DELETE", "/v1/customers/ann", "", ADMIN);

            // Then
            assertThat(lines())
                    .containsExactly("INFO Audit: erasure of customer sha256:49915e0d7d4b402e failed (not-written)"
                            + " from 127.0.0.1 without a token");
        }
    }
}
