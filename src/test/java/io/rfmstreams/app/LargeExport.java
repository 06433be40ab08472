package io.rfmstreams.app;

import io.rfmstreams.contract.CustomerProfile;
import java.io.IOException;
import java.io.Writer;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Exports generated profiles in a process with a limited heap. Each profile is created when it is read. */
final class LargeExport {

    private static final String LONG_ID = "customer-".repeat(30);

    private LargeExport() {}

    /** Prints the number of written customers. The argument is the number of customers. */
    public static void main(String[] args) throws IOException {
        int written = new ProfileExport(Map.of(), Optional.empty(), TestProfiles.LAST_PURCHASE)
                .write(madeUp(Integer.parseInt(args[0])), null, Writer.nullWriter());
        System.out.println(written);
    }

    private static Collection<CustomerProfile> madeUp(int customers) {
        return new AbstractCollection<>() {

            @Override
            public Iterator<CustomerProfile> iterator() {
                return IntStream.range(0, customers)
                        .mapToObj(i -> TestProfiles.profile(LONG_ID + i, "regular", 7, i % 50, "12.5"))
                        .iterator();
            }

            @Override
            public int size() {
                return customers;
            }
        };
    }
}
