package io.rfmstreams.cli;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.PurchaseTopic;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Erases a customer through Kafka or through the REST API. */
@Command(
        name = "erase",
        description = "Erases a customer's state and profile. Sends the tombstone to Kafka if"
                + " kafka.bootstrap.servers is set and --url is not, otherwise through the REST API.",
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ApiOptions api;

    @Parameters(paramLabel = "ID", description = "Customer id.")
    private String customerId;

    @Override
    public Integer call() {
        PurchaseTopic.checkId(customerId);
        Configuration configuration = options.configuration();
        if (!api.isGiven() && configuration.kafka().containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            new PurchaseTopic(ConfigurationOptions.connect(configuration)).erase(customerId);
        } else {
            api.client(configuration).delete(ApiClient.customer(customerId));
        }
        spec.commandLine()
                .getOut()
                .println("Sent the tombstone. The customer is erased when the processor has processed it.");
        return ExitCode.OK;
    }
}
