import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the bill of materials with the libraries that are delivered, and their licences with those that are allowed. */
final class CheckSbom {

    private static final Set<String> LICENCES = Set.of(
            "Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "EPL-1.0", "EPL-2.0", "CC0-1.0", "Go License");

    private CheckSbom() {}

    public static void main(String[] arguments) throws Exception {
        JsonNode bill = new ObjectMapper().readTree(Path.of(arguments[0]).toFile());
        TreeMap<String, String> listed = new TreeMap<>();
        Set<String> problems = new TreeSet<>();
        for (JsonNode component : bill.path("components")) {
            String name = component.path("purl").asText();
            for (JsonNode hash : component.path("hashes")) {
                if (hash.path("alg").asText().equals("SHA-256")) {
                    listed.put(hash.path("content").asText(), name);
                }
            }
            boolean allowed = false;
            for (JsonNode licence : component.path("licenses")) { // one of them, at the choice of who uses the library
                JsonNode named = licence.path("license");
                allowed |= LICENCES.contains(named.path("id").asText(named.path("name").asText()));
            }
            if (!allowed) {
                problems.add(name + " has no licence of the list: " + component.path("licenses"));
            }
        }
        int libraries = 0;
        try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
            for (Path library : files.toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(library));
                if (listed.remove(HexFormat.of().formatHex(digest)) == null) {
                    problems.add(library + " is not in the bill of materials");
                }
                libraries++;
            }
        }
        listed.values().forEach(name -> problems.add(name + " is in the bill of materials, but not delivered"));
        problems.forEach(System.err::println);
        System.out.println(libraries + " libraries, " + problems.size() + " problems");
        System.exit(problems.isEmpty() && libraries > 0 ? 0 : 1);
    }
}
