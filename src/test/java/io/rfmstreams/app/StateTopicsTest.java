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

    private final Path folder;

    StateTopicsTest(@TempDir Path folder) {
        this.folder = folder.resolve("state/app");
    }

    @Test
    void shouldAcceptTheSameTopicsAgain() throws IOException {
        // When
        StateTopics.require(folder, FIRST);
        StateTopics.require(folder, FIRST);

        // Then
        assertThat(Files.readString(folder.resolve(StateTopics.FILE)))
                .contains("purchases=p1", "clock=c1", "models=m1");
    }

    @Test
    void shouldRefuseTopicsThatWereMadeAnew() {
        // Given
        StateTopics.require(folder, FIRST);

        // Then
        assertThatThrownBy(() -> StateTopics.require(folder, topics("p2", "c1", "m2")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the state in " + folder
                        + " was built from other topics: deleted and created again since then, or renamed: models,"
                        + " purchases. Set another application.id; then the folder can be deleted. To delete the folder"
                        + " alone is not enough: Kafka has a copy of the state under the old application.id");
        StateTopics.require(folder, FIRST);
    }

    @Test
    void shouldNoteATopicThatHadNoIdBefore() {
        // Given
        StateTopics.require(folder, new InputTopics(8, Map.of("purchases", "p1")));
        StateTopics.require(folder, FIRST);

        // Then
        assertThatThrownBy(() -> StateTopics.require(folder, topics("p1", "c2", "m1")))
                .hasMessageContaining("renamed: clock.");
    }

    @Test
    void shouldForgetTheTopicsWithTheFolder() throws IOException {
        // Given
        StateTopics.require(folder, FIRST);
        Files.delete(folder.resolve(StateTopics.FILE));

        // When
        StateTopics.require(folder, topics("p2", "c2", "m2"));

        // Then
        assertThat(Files.readString(folder.resolve(StateTopics.FILE))).contains("purchases=p2");
    }

    private static InputTopics topics(String purchases, String clock, String models) {
        return new InputTopics(8, Map.of("purchases", purchases, "clock", clock, "models", models));
    }
}
