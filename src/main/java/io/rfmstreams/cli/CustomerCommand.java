package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.app.PurchaseTopic;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a customer. */
@Command(
        name = "customer",
        description = "Shows the current segment of a customer and the forecast, as returned by the REST API.",
        mixinStandardHelpOptions = true)
final class CustomerCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ApiOptions api;

    @Mixin
    private ResponseOptions response;

    @Parameters(paramLabel = "ID", description = "Customer id.")
    private String customerId;

    @Override
    public Integer call() {
        PurchaseTopic.checkId(customerId);
        String customer = api.client(options.configuration()).get(ApiClient.customer(customerId));
        response.print(customer, CustomerCommand::print);
        return ExitCode.OK;
    }

    private static void print(JsonNode customer, PrintWriter out) {
        JsonNode rfm = customer.path("rfm");
        TextTable table = new TextTable("customer", customer.path("customerId").asText())
                .row(
                        "segment",
                        segment(customer) + " since " + customer.path("since").asText())
                .row("recency", rfm.path("recencyDays").asText() + " days")
                .row("frequency", rfm.path("frequency").asText() + " orders")
                .row("monetary", rfm.path("monetary").asText())
                .row("last purchase", customer.path("lastPurchaseAt").asText())
                .row("return probability", ReturnProbability.of(customer).orElse("none"))
                .row("action", customer.path("action").asText());
        for (JsonNode step : customer.path("forecast")) {
            table.row(
                    "forecast",
                    step.path("segment").asText() + " at " + step.path("at").asText()
                            + ReturnProbability.of(step)
                                    .map(then -> ", return probability " + then)
                                    .orElse(""));
        }
        table.row(
                        "as of",
                        customer.path("asOf").asText()
                                + (customer.path("stale").asBoolean()
                                        ? ", from a standby" + lag(customer.path("lag"))
                                        : ""))
                .print(out);
    }

    private static String lag(JsonNode lag) {
        return lag.isNull() ? "" : " with a lag of " + lag.asText() + " records";
    }

    private static String segment(JsonNode customer) {
        JsonNode rank = customer.path("rank");
        String name = customer.path("segmentName").asText();
        return rank.isNull() ? name : name + " (rank " + rank.asText() + ")";
    }
}
