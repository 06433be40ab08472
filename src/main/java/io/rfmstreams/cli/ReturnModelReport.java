package io.rfmstreams.cli;

import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.ReturnReport.Bin;
import io.rfmstreams.segment.ReturnReport.Features;
import io.rfmstreams.segment.ReturnReport.Quality;
import io.rfmstreams.segment.SegmentationModel;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the return probability of a model: its curve, and its validation beside the baselines. */
final class ReturnModelReport {

    private final SegmentationModel model;
    private final ReturnModel returnModel;

    ReturnModelReport(SegmentationModel model, ReturnModel returnModel) {
        this.model = model;
        this.returnModel = returnModel;
    }

    void print(PrintWriter out) {
        out.println("Return probability: of an order within " + horizon() + ", by days since the last order");
        out.println();
        ReturnCurve.of(model, returnModel).table().print(out);
        out.println();
        ReturnReport report = returnModel.validation();
        if (report == null) {
            out.println("The return probability is not validated: the history was too short");
            return;
        }
        validation(report, out);
    }

    private void validation(ReturnReport report, PrintWriter out) {
        out.println(
                "Validation out of time: fitted to " + count(report.training().rows()) + " rows of "
                        + dates(report.training().snapshots()) + ",");
        out.println("tested on " + count(report.test().rows()) + " customers of "
                + dates(report.test().snapshots()) + ", of whom "
                + TextTable.decimal(1, 100 * report.test().baseRate()) + "% bought within " + horizon());
        out.println();
        TextTable table = new TextTable("prediction by", "AUC", "log loss", "Brier", "");
        row(table, "recency, frequency, monetary", report.logistic(), report.model() == Features.RFM);
        row(table, "recency alone", report.recencyOnly(), report.model() == Features.RECENCY);
        row(table, "the 100 nearest neighbours", report.nearestNeighbours(), false);
        table.print(out);
        if (!report.selectedCalibration().isEmpty()) {
            out.println();
            calibration(report.selectedCalibration()).print(out);
        }
    }

    private static void row(TextTable table, String name, Quality quality, boolean isInUse) {
        table.row(
                name,
                TextTable.decimal(3, quality.auc()),
                TextTable.decimal(3, quality.logLoss()),
                TextTable.decimal(3, quality.brier()),
                isInUse ? "in use" : "");
    }

    private static TextTable calibration(List<Bin> bins) {
        TextTable table = new TextTable("customers", "predicted", "observed");
        for (Bin bin : bins) {
            table.row(
                    count(bin.customers()),
                    TextTable.decimal(3, bin.predicted()),
                    TextTable.decimal(3, bin.observed()));
        }
        return table;
    }

    private static String count(long number) {
        return TextTable.decimal(0, (double) number);
    }

    private static String dates(List<Long> times) {
        return times.stream().map(Timestamps::format).collect(Collectors.joining(", "));
    }

    private String horizon() {
        return new Window(returnModel.horizon()).toString();
    }
}
