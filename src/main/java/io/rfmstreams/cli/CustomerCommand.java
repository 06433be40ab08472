package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.app.PurchaseTopic;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks where a customer stands. */
@Command(
        name = "customer",
        description = "Asks the REST interface where a customer stands now, and will.",
        mixinStandardHelpOptions = true)
final class CustomerCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ApiOptions api;

    @Mixin
    private AnswerOptions answers;

    @Parameters(paramLabel = "ID", description = "The customer's id.")
    private String customerId;

    @Override
    public Integer call() {
        PurchaseTopic.checkId(customerId);
        String answer = api.client(options.configuration()).get(ApiClient.customer(customerId));
        answers.print(answer, CustomerCommand::show);
        return ExitCode.OK;
    }

    private static void show(JsonNode customer, PrintWriter out) {
        JsonNode rfm = customer.path("rfm");
        TextTable table = new TextTable("customer", customer.path("customerId").asText())
                .row(
                        "segment",
                        segment(customer) + " since " + customer.path("since").asText())
                .row("recency", rfm.path("recencyDays").asText() + " days")
                .row("frequency", rfm.path("frequency").asText() + " orders")
                .row("monetary", rfm.path("monetary").asText())
                .row("last purchase", customer.path("lastPurchaseAt").asText())
                .row("action", customer.path("action").asText());
        for (JsonNode change : customer.path("forecast")) {
            table.row(
                    "without buying",
                    change.path("segment").asText() + " at " + change.path("at").asText());
        }
        table.row(
                        "as of",
                        customer.path("asOf").asText()
                                + (customer.path("stale").asBoolean()
                                        ? ", from a copy" + behind(customer.path("lag"))
                                        : ""))
                .print(out);
    }

    private static String behind(JsonNode lag) {
        return lag.isNull() ? "" : " that is " + lag.asText() + " changes behind";
    }

    private static String segment(JsonNode customer) {
        JsonNode rank = customer.path("rank");
        String name = customer.path("segmentName").asText();
        return rank.isNull() ? name : name + " (rank " + rank.asText() + ")";
    }
}
