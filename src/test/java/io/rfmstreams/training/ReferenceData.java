package io.rfmstreams.training;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads the reference tables. A test is skipped if its table is absent. */
public final class ReferenceData {

    private static final Path FOLDER = Path.of("../shared/data");

    private ReferenceData() {}

    public static List<CustomerRfm> customers(String dataSet) {
        return rows(dataSet + "-rfm.csv").stream()
                .map(row -> new CustomerRfm(
                        row.cell("customer_id"),
                        new Rfm(
                                Long.parseLong(row.cell("recency")),
                                Long.parseLong(row.cell("frequency")),
                                Money.of(row.cell("monetary")))))
                .toList();
    }

    /** Returns the values of a column by customer id. */
    static Map<String, String> column(String file, String column) {
        Map<String, String> values = new TreeMap<>();
        rows(file).forEach(row -> values.put(row.cell("customer_id"), row.cell(column)));
        return values;
    }

    public static JsonNode json(String file) {
        try {
            return JsonMapper.builder().build().readTree(Files.readString(present(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<CustomerRow> rows(String file) {
        try {
            Iterator<String> lines = Files.readAllLines(present(file)).iterator();
            String[] names = lines.next().split(",");
            List<CustomerRow> rows = new ArrayList<>();
            while (lines.hasNext()) {
                String[] cells = lines.next().split(",", -1);
                Map<String, String> row = new TreeMap<>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], cells[i]);
                }
                rows.add(new CustomerRow(row));
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the path of a file, or skips the test if it is absent. */
    public static Path present(String file) {
        Path path = FOLDER.resolve(file);
        assumeTrue(Files.exists(path), () -> path + " is absent");
        return path;
    }

    private record CustomerRow(Map<String, String> cells) {

        String cell(String column) {
            return Objects.requireNonNull(cells.get(column), column);
        }
    }
}
