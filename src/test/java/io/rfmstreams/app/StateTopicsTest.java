package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTopicsTest {

    private static final InputTopics FIRST = topics("p1", "c1", "m1");

    private final Path directory;

    StateTopicsTest(@TempDir Path directory) {
        this.directory = directory.resolve("state/app");
    }

    @Test
    void shouldAcceptTheSameTopicsAgain() throws IOException {
        // When
        StateTopics.require(directory, FIRST);
        StateTopics.require(directory, FIRST);

        // Then
        assertThat(Files.readString(directory.resolve(StateTopics.FILE)))
                .contains("purchases=p1", "clock=c1", "models=m1");
    }

    @Test
    void shouldRejectTopicsThatWereCreatedAgain() {
        // Given
        StateTopics.require(directory, FIRST);

        // Then
        assertThatThrownBy(() -> StateTopics.require(directory, topics("p2", "c1", "m2")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the state in " + directory
                        + " was built from other topics. Deleted and created again, or renamed: models, purchases. Set"
                        + " another application.id and then delete the directory. Deleting only the directory is not"
                        + " sufficient, since the changelog topics of the old application.id contain the state");
        StateTopics.require(directory, FIRST);
    }

    @Test
    void shouldAddATopicWithoutAStoredId() {
        // Given
        StateTopics.require(directory, new InputTopics(8, Map.of("purchases", "p1")));
        StateTopics.require(directory, FIRST);

        // Then
        assertThatThrownBy(() -> StateTopics.require(directory, topics("p1", "c2", "m1")))
                .hasMessageContaining("renamed: clock.");
    }

    @Test
    void shouldAcceptAnyTopicsWithoutTheFile() throws IOException {
        // Given
        StateTopics.require(directory, FIRST);
        Files.delete(directory.resolve(StateTopics.FILE));

        // When
        StateTopics.require(directory, topics("p2", "c2", "m2"));

        // Then
        assertThat(Files.readString(directory.resolve(StateTopics.FILE))).contains("purchases=p2");
    }

    private static InputTopics topics(String purchases, String clock, String models) {
        return new InputTopics(8, Map.of("purchases", purchases, "clock", clock, "models", models));
    }
}
