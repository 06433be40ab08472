package io.rfmstreams.training;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Python process that fits points with scikit-learn. {@code -Dpython=COMMAND} sets the Python command. */
final class ScikitLearn implements AutoCloseable {

    private static final Path SCRIPT = Path.of("src/bench/python/sklearn_kmeans.py");

    private final Path points;
    private final Process process;
    private final BufferedReader answers;
    private final String version;

    ScikitLearn(ScaledCustomers customers) throws IOException {
        points = Files.createTempFile("points", ".bin");
        write(customers);
        process = new ProcessBuilder(System.getProperty("python", "python3"), SCRIPT.toString(), points.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        version = String.valueOf(answers.readLine());
    }

    /** Duration in seconds and inertia of a fit. */
    record Fit(double seconds, double inertia) {}

    String version() {
        return version;
    }

    Fit fit(int k) {
        try {
            OutputStream questions = process.getOutputStream();
            questions.write((k + "\n").getBytes(StandardCharsets.UTF_8));
            questions.flush();
            String[] answer = String.valueOf(answers.readLine()).split(" ");
            return new Fit(Double.parseDouble(answer[0]), Double.parseDouble(answer[1]));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        Files.deleteIfExists(points);
    }

    private void write(ScaledCustomers customers) throws IOException {
        ByteBuffer row = ByteBuffer.allocate(3 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(points)))) {
            for (int i = 0; i < customers.size(); i++) {
                row.clear();
                row.putDouble(customers.recency(i));
                row.putDouble(customers.frequency(i));
                row.putDouble(customers.monetary(i));
                out.write(row.array());
            }
        }
    }
}
