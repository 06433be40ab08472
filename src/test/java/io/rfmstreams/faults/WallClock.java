package io.rfmstreams.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Jumps of the wall clock of all processors, by Debian's package {@code libfaketime}. */
final class WallClock {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    private static final List<String> JUMPS = List.of("+45m", "-1d", "+50m", "-200d", "+0", "-2h", "+55m", "+0");

    private WallClock() {}

    /** Returns whether the library is installed. */
    static boolean canJump() {
        return LIBRARIES.stream().anyMatch(Files::exists);
    }

    /** Lets the processors that are started later take the time from a file. */
    static void takeOver(Scene scene) throws IOException {
        Path library = LIBRARIES.stream().filter(Files::exists).findFirst().orElseThrow();
        Path offset = scene.cluster().stateFolder(0).resolveSibling("wall-clock");
        Files.writeString(offset, "+0\n");
        scene.cluster().setVariable("LD_PRELOAD", library.toString());
        scene.cluster().setVariable("FAKETIME_TIMESTAMP_FILE", offset.toString());
        scene.cluster().setVariable("FAKETIME_NO_CACHE", "1");
        scene.cluster().setVariable("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        scene.cluster().setVariable("DONT_FAKE_MONOTONIC", "1");
    }

    /** Moves the clock forwards by less than an hour, which Kafka accepts in the time of a record, and backwards by up to 200 days. */
    static void jump(Scene scene) throws IOException, InterruptedException {
        Path offset = scene.cluster().stateFolder(0).resolveSibling("wall-clock");
        for (String jump : JUMPS) {
            scene.pause(500, 2_000);
            Files.writeString(offset, jump + "\n");
            scene.happened();
        }
    }
}
