package io.rfmstreams.cli;

import io.rfmstreams.app.PurchaseTopic;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Erases a customer. */
@Command(
        name = "erase",
        description = "Sends the tombstone that erases a customer's state and profile.",
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Parameters(paramLabel = "ID", description = "The customer's id.")
    private String customerId;

    @Override
    public Integer call() {
        PurchaseTopic.checkId(customerId);
        new PurchaseTopic(options.settings()).erase(customerId);
        spec.commandLine().getOut().println("sent; the customer is gone once it has been processed");
        return ExitCode.OK;
    }
}
