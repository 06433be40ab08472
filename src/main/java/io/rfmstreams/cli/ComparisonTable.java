package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.ModelComparison;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints a matrix of the customers by their segments under two models. */
final class ComparisonTable {

    private ComparisonTable() {}

    static void print(ModelComparison comparison, PrintWriter out) {
        SegmentationModel before = comparison.before();
        SegmentationModel after = comparison.after();
        out.println(
                "Customers by segment: model " + before.version() + " (rows), model " + after.version() + " (columns)");
        out.println();
        List<String> header = new ArrayList<>(List.of("segment"));
        after.segments().forEach(segment -> header.add(segment.name()));
        header.add("total");
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (int i = 0; i < before.segments().size(); i++) {
            List<Long> row = comparison.row(i);
            List<Object> cells =
                    new ArrayList<>(List.of(before.segments().get(i).name()));
            row.forEach(count -> cells.add(TextTable.decimal(0, (double) count)));
            cells.add(TextTable.decimal(
                    0, row.stream().mapToDouble(Long::doubleValue).sum()));
            table.row(cells.toArray());
        }
        table.print(out);
        out.println();
        out.println(TextTable.decimal(0, (double) comparison.moved()) + " of "
                + TextTable.decimal(0, (double) comparison.customers()) + " customers would change their segment ("
                + TextTable.decimal(2, 100 * movedShare(comparison)) + "%)");
        out.flush();
    }

    static String json(ModelComparison comparison) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("from", comparison.before().version());
        json.put("to", comparison.after().version());
        json.put("customers", comparison.customers());
        json.put("moved", comparison.moved());
        ArrayNode rows = json.putArray("matrix");
        for (int i = 0; i < comparison.before().segments().size(); i++) {
            List<Long> counts = comparison.row(i);
            for (int j = 0; j < counts.size(); j++) {
                Segment to = comparison.after().segments().get(j);
                rows.addObject()
                        .put("from", comparison.before().segments().get(i).id())
                        .put("to", to.id())
                        .put("customers", counts.get(j));
            }
        }
        return json.toString();
    }

    private static double movedShare(ModelComparison comparison) {
        return comparison.customers() == 0 ? 0 : comparison.moved() / (double) comparison.customers();
    }
}
