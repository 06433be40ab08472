package io.rfmstreams.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of the project's JSON Schemas, to hold messages against. */
public final class MessageSchema {

    static final Path FOLDER = Path.of("schemas");

    private static final String BASE = "https://rfmstreams.io/schemas/";
    private static final String SUFFIX = ".schema.json";

    private final Schema schema;

    private MessageSchema(Schema schema) {
        this.schema = schema;
    }

    /** The schema of a message, such as {@code purchase}. */
    public static MessageSchema of(String message) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(all()));
        return new MessageSchema(registry.getSchema(SchemaLocation.of(BASE + message + SUFFIX)));
    }

    private static Map<String, String> all() {
        Map<String, String> schemas = new HashMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                schemas.put(BASE + file.getFileName(), Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return schemas;
    }

    /** What is wrong with a message; nothing where it is valid. */
    public List<String> errors(byte[] json) {
        return schema.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}
