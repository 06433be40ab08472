package io.rfmstreams.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Answers questions about segments and many customers. */
@Command(
        name = "ask",
        description =
                "Answers a question about segments and many customers, as the REST API of insights or of the demo does.",
        mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ApiOptions api;

    @Mixin
    private ResponseOptions response;

    @Mixin
    private AskParameters parameters;

    @Parameters(
            index = "0",
            paramLabel = "QUESTION",
            converter = QuestionConverter.class,
            description =
                    "segments, segment SEGMENT, customers, changes SEGMENT, lookalikes CUSTOMER, audience SEGMENT, potential,"
                            + " timeline CUSTOMER, flows, flow FROM TO, slipping, alerts, precision, trends, forecast or offers.")
    private AskQuestion question;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "The customer or the segments of the question.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        if (arguments.size() != question.arguments().size()) {
            throw new ParameterException(spec.commandLine(), "The question is: ask " + question.synopsis());
        }
        String path = question.path(arguments.stream().map(ApiClient::encode).toList());
        Map<String, String> query = parameters.values(question);
        String asked = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + ApiClient.encode(parameter.getValue()))
                .collect(Collectors.joining("&", path + (query.isEmpty() ? "" : "?"), ""));
        String answer = api.client(options.configuration()).get(asked);
        response.print(answer, (json, out) -> new AskReport(question, json).print(out));
        return ExitCode.OK;
    }

    /** Reads the name of a question. */
    static final class QuestionConverter implements ITypeConverter<AskQuestion> {

        @Override
        public AskQuestion convert(String name) {
            return Arrays.stream(AskQuestion.values())
                    .filter(question -> question.key().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + name + "' is no question; there are "
                            + Arrays.stream(AskQuestion.values())
                                    .map(AskQuestion::key)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
