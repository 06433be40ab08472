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

/** Erases a customer: through the REST interface or, where configuration says where Kafka is, without it. */
@Command(
        name = "erase",
        description = "Sends the tombstone that erases a customer's state and profile: to Kafka where"
                + " kafka.bootstrap.servers is set and --url is not, else through the REST interface.",
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ApiOptions api;

    @Parameters(paramLabel = "ID", description = "The customer's id.")
    private String customerId;

    @Override
    public Integer call() {
        PurchaseTopic.checkId(customerId);
        Configuration configuration = options.configuration();
        if (!api.isGiven() && configuration.kafka().containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            new PurchaseTopic(ConfigurationOptions.reach(configuration)).erase(customerId);
        } else {
            api.client(configuration).delete(ApiClient.customer(customerId));
        }
        spec.commandLine().getOut().println("sent; the customer is gone once it has been processed");
        return ExitCode.OK;
    }
}
