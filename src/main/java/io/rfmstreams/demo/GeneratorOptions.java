package io.rfmstreams.demo;

/**
 * The shoppers to make up.
 *
 * @param customers how many there are
 * @param seed of all chance: same seed, same shoppers
 */
public record GeneratorOptions(int customers, long seed) {

    public GeneratorOptions {
        if (customers < 1) {
            throw new IllegalArgumentException("customers must be at least 1, not " + customers);
        }
    }
}
