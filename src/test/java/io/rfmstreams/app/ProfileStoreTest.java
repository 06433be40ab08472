package io.rfmstreams.app;

import static io.rfmstreams.app.TestProfiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileStoreTest {

    @Test
    void shouldKeepTheLastProfileOfACustomer(@TempDir Path temporary) throws IOException {
        // Given
        try (ProfileStore store = ProfileStore.openIn(temporary)) {
            store.put(profile("ann", "new", null, 1, "1"));
            store.put(profile("bob", "new", null, 1, "1"));

            // When
            store.put(profile("ann", "regular", 7, 2, "-2.5"));

            // Then
            assertThat(store.count()).isEqualTo(2);
            List<Object> profiles = new ArrayList<>();
            store.forEach(profiles::add);
            assertThat(profiles)
                    .containsExactly(profile("ann", "regular", 7, 2, "-2.5"), profile("bob", "new", null, 1, "1"));
        }
    }

    @Test
    void shouldRemoveACustomerUntilThereIsAnotherProfile(@TempDir Path temporary) throws IOException {
        // Given
        try (ProfileStore store = ProfileStore.openIn(temporary)) {
            store.put(profile("ann", "new", null, 1, "1"));
            store.put(profile("bob", "new", null, 1, "1"));

            // When
            store.remove("ann");
            store.remove("bob");
            store.remove("nobody");
            store.put(profile("bob", "new", null, 1, "1"));

            // Then
            List<String> ids = new ArrayList<>();
            store.forEach(profile -> ids.add(profile.customerId()));
            assertThat(ids).containsExactly("bob");
            assertThat(store.count()).isEqualTo(1);
        }
    }

    @Test
    void shouldDeleteItsDirectoryOnClose(@TempDir Path temporary) throws IOException {
        // Given
        ProfileStore store = ProfileStore.openIn(temporary);
        store.put(profile("ann", "new", null, 1, "1"));
        Set<Path> open = files(temporary);

        // When
        store.close();

        // Then
        assertThat(open).hasSize(1);
        assertThat(files(temporary)).isEmpty();
    }

    @Test
    void shouldDeleteItsDirectoryAndRethrowAfterAnError(@TempDir Path temporary) throws IOException {
        // Given
        IOException full = new IOException("no space left");

        // When
        assertThatThrownBy(() -> {
                    try (ProfileStore store = ProfileStore.openIn(temporary)) {
                        store.put(profile("ann", "new", null, 1, "1"));
                        store.forEach(profile -> {
                            throw full;
                        });
                    }
                })
                // Then
                .isSameAs(full)
                .hasNoSuppressedExceptions();
        assertThat(files(temporary)).isEmpty();
    }

    private static Set<Path> files(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.collect(Collectors.toSet());
        }
    }
}
