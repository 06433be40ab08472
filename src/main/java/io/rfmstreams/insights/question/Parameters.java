package io.rfmstreams.insights.question;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of one question, as they were asked. */
final class Parameters {

    private final Map<String, String> values;
    private final List<Parameter<?>> known;

    /**
     * Creates the parameters.
     *
     * @param known those of the question
     * @throws QuestionException if one is unknown
     */
    Parameters(Map<String, String> values, List<Parameter<?>> known) {
        this.values = values;
        this.known = known;
        TreeSet<String> names = known.stream().map(Parameter::name).collect(Collectors.toCollection(TreeSet::new));
        for (String name : new TreeSet<>(values.keySet())) {
            if (!names.contains(name)) {
                throw QuestionException.badRequest(
                        "'" + name + "' is no parameter of this question; it has " + String.join(", ", names));
            }
        }
    }

    /** Returns the value of a parameter that is required or has a default. */
    <T> T get(Parameter<T> parameter) {
        return Objects.requireNonNull(find(parameter), parameter.name());
    }

    /** Returns the value of a parameter; null if it is absent and has no default. */
    <T> @Nullable T find(Parameter<T> parameter) {
        if (!known.contains(parameter)) {
            throw new IllegalArgumentException("parameter must be one of the question, not " + parameter.name());
        }
        return parameter.read(values.get(parameter.name()));
    }

    Page page() {
        return new Page(get(Page.LIMIT), get(Page.OFFSET));
    }
}
