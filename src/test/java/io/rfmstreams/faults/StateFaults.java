package io.rfmstreams.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rfmstreams.app.ChildProcessor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** Faults of the state folder of processor 0. */
final class StateFaults {

    private static final Duration UNTIL_IT_ENDS = Duration.ofSeconds(15);

    private StateFaults() {}

    /** Puts the state folder on a small file system in memory. Aborts the test without the right to mount it. */
    static void mountSmallDisk(Scene scene) throws IOException {
        Path folder = Files.createDirectories(scene.cluster().stateFolder(0));
        // RocksDB reserves 4 MiB for each open store. A processor that has all tasks for a while has 12 stores.
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", folder.toString()) == 0,
                "The disk of the state cannot be full: only root may mount a small file system");
        scene.cluster().onClose(() -> run("umount", "-l", folder.toString()));
    }

    /** Fills the disk, and empties it again when the processor has ended or some time has passed. */
    static void fillDisk(Scene scene) throws Exception {
        scene.pause(500, 3_000);
        Path ballast = scene.cluster().stateFolder(0).resolve("ballast");
        fill(ballast);
        scene.happened();
        ChildProcessor processor = scene.cluster().processor(0);
        boolean ended = endsWithin(processor, UNTIL_IT_ENDS);
        scene.note(ended ? "ended by itself, " + lastError(processor) : "ran on");
        scene.cluster().stopProcessor(0);
        Files.delete(ballast);
        scene.cluster().startProcessor(0);
        scene.cluster().awaitReady(0);
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /**
     * Stops the processor, damages its state and starts it again. If it refuses the state, the folder is deleted, as the
     * runbook says.
     */
    static void corrupt(Scene scene) throws Exception {
        scene.pause(500, 2_000);
        scene.cluster().stopProcessor(0);
        String what = Corruption.values()[scene.phase() % Corruption.values().length].damage(
                scene.cluster().stateFolder(0), scene.random());
        scene.happened();
        scene.cluster().startProcessor(0);
        ChildProcessor processor = scene.cluster().processor(0);
        if (endsBeforeItIsReady(processor)) {
            scene.note(what + ": ended by itself, " + lastError(processor));
            scene.cluster().stopProcessor(0);
            Utils.delete(scene.cluster().stateFolder(0).toFile());
            scene.cluster().startProcessor(0);
        } else {
            scene.note(what + ": ran on");
        }
        scene.cluster().awaitReady(0);
    }

    private enum Corruption {
        DATA(".sst"),
        MANIFEST("MANIFEST"),
        CURRENT("CURRENT"),
        OPTIONS("OPTIONS"),
        PROCESS("kafka-streams-process-metadata"),
        EVERYTHING("");

        private final String files;

        Corruption(String files) {
            this.files = files;
        }

        /** Overwrites the second half of each of the files. */
        String damage(Path folder, Random random) throws IOException {
            int damaged = 0;
            for (Path file : files(folder)) {
                if (file.getFileName().toString().contains(files)) {
                    byte[] content = Files.readAllBytes(file);
                    byte[] noise = new byte[content.length - content.length / 2];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, content, content.length / 2, noise.length);
                    Files.write(file, content);
                    damaged++;
                }
            }
            assertThat(damaged).as("damaged files, %s", name()).isPositive();
            return name() + " (" + damaged + " files)";
        }

        private static List<Path> files(Path folder) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile).sorted().toList();
            }
        }
    }

    private static boolean endsWithin(ChildProcessor processor, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (processor.isAlive() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        return !processor.isAlive();
    }

    private static boolean endsBeforeItIsReady(ChildProcessor processor) {
        await().until(() -> !processor.isAlive() || processor.isReady());
        return !processor.isAlive();
    }

    /** Returns the last line of the log, without the names of folders. */
    private static String lastError(ChildProcessor processor) {
        List<String> lines = processor.log().lines().toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1).replaceAll("/\\S*/", "");
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException absent) {
            return -1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
