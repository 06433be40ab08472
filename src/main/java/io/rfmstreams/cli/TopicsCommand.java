package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.app.PurchaseRetention;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.app.TopicAdmin.TopicStatus;
import io.rfmstreams.rfm.Window;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows, checks and creates the topics. */
@Command(
        name = "topics",
        description = "Shows and checks the topics and their settings, and creates missing topics.",
        mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Option(names = "--create", description = "Creates missing topics.")
    private boolean create;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        try (Admin admin = settings.kafka().admin()) {
            TopicAdmin topics = new TopicAdmin(admin, settings.topics());
            if (create) {
                List<String> created = topics.createMissing(settings);
                created.forEach(name -> spec.commandLine().getErr().println("Created topic " + name));
            }
            List<TopicStatus> statuses = topics.check();
            print(statuses, settings.window());
            boolean valid =
                    statuses.stream().allMatch(status -> status.problems().isEmpty());
            return valid ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static String state(TopicStatus status, Window window) {
        if (!status.problems().isEmpty()) {
            return String.join("; ", status.problems());
        }
        if (!status.exists()) {
            return "missing, but optional; `topics --create` creates it";
        }
        return PurchaseRetention.warning(status, window)
                .map(warning -> "warning: " + warning)
                .orElse("ok");
    }

    private void print(List<TopicStatus> statuses, Window window) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode array = new ObjectMapper().createArrayNode();
            for (TopicStatus status : statuses) {
                ObjectNode topic = array.addObject()
                        .put("role", status.role().key())
                        .put("name", status.name())
                        .put("partitions", status.partitions());
                new TreeMap<>(status.settings()).forEach(topic.putObject("settings")::put);
                status.problems().forEach(topic.putArray("problems")::add);
                PurchaseRetention.warning(status, window).ifPresent(topic.putArray("warnings")::add);
            }
            out.println(array);
            out.flush();
            return;
        }
        TextTable table = new TextTable("role", "topic", "partitions", "settings", "state");
        for (TopicStatus status : statuses) {
            table.row(
                    status.role().key(),
                    status.name(),
                    status.partitions(),
                    String.join(
                            " ",
                            new TreeMap<>(status.settings())
                                    .entrySet().stream().map(String::valueOf).toList()),
                    state(status, window));
        }
        table.print(out);
    }
}
