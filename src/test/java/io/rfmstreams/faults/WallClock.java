package io.rfmstreams.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rfmstreams.app.ChildProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Jumps of the wall clock of all processors, by Debian's package {@code libfaketime}. */
final class WallClock {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    private static final List<Duration> JUMPS = List.of(
            Duration.ofMinutes(45),
            Duration.ofDays(-1),
            Duration.ofMinutes(50),
            Duration.ofDays(-200),
            Duration.ZERO,
            Duration.ofHours(-2),
            Duration.ofMinutes(55),
            Duration.ZERO);

    private WallClock() {}

    /** Lets the processors that are started later take the time from a file. Aborts the test without the library. */
    static void takeOver(Scene scene) throws IOException {
        Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
        assumeTrue(library.isPresent(), "The wall clock cannot jump without Debian's package libfaketime");
        set(scene, Duration.ZERO);
        scene.cluster().setVariable("LD_PRELOAD", library.orElseThrow().toString());
        scene.cluster().setVariable("FAKETIME_TIMESTAMP_FILE", file(scene).toString());
        // The library reads the file once a second. Without this cache it would at each question for the time, which
        // takes 0.1 ms, so that a processor is not ready within minutes.
        scene.cluster().setVariable("FAKETIME_CACHE_DURATION", "1");
        scene.cluster().setVariable("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        scene.cluster().setVariable("DONT_FAKE_MONOTONIC", "1");
    }

    /**
     * Moves the clock forwards by less than an hour, which Kafka accepts in the time of a record, and backwards by up to 200 days.
     * Processors that see it go back end, and are started again, as a container engine does.
     */
    static void jump(Scene scene) throws IOException, InterruptedException {
        Duration before = Duration.ZERO;
        for (Duration jump : JUMPS) {
            // Long enough for all processors to see each of the times.
            scene.pause(5_000, 8_000);
            set(scene, jump);
            scene.happened();
            if (jump.compareTo(before) < 0) {
                for (int processor : scene.cluster().running()) {
                    ChildProcessor running = scene.cluster().processor(processor);
                    await().until(() -> !running.isAlive());
                    assertThat(running.awaitEnd()).isEqualTo(1);
                    scene.cluster().startProcessor(processor);
                }
                scene.cluster().awaitReady();
            }
            before = jump;
        }
    }

    /** Sets by how much the clock differs from that of the machine. */
    private static void set(Scene scene, Duration offset) throws IOException {
        Files.writeString(file(scene), "%+d%n".formatted(offset.toSeconds()));
    }

    private static Path file(Scene scene) {
        return scene.cluster().stateFolder(0).resolveSibling("wall-clock");
    }
}
