package io.rfmstreams.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Measures what a look at the agenda of very many customers costs that makes nobody due. Argument: customers (1000000). */
public final class IdleAgendaBenchmark {

    private static final int CUSTOMERS_A_COMMIT = 2_000;
    private static final int LOOKS = 1_000;
    private static final long DAY = 86_400_000L;

    private IdleAgendaBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int customers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path folder = Files.createTempDirectory("rfm-streams-agenda");
        var context = new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, 0), folder.toFile());
        KeyValueStore<byte[], byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.AGENDA), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        try {
            Agenda agenda = new Agenda(store);
            for (int i = 0; i < customers; i++) {
                agenda.add(new Agenda.Entry(DAY + i % 1_000, "past-" + i));
                agenda.add(new Agenda.Entry(100 * DAY + i * 1_000L, "customer-" + i));
                commitNowAndThen(agenda, i);
            }
            agenda.flush();
            long start = System.nanoTime();
            for (int i = 0; i < customers; i++) {
                agenda.remove(new Agenda.Entry(DAY + i % 1_000, "past-" + i));
                commitNowAndThen(agenda, i);
            }
            agenda.flush();
            double removing = (System.nanoTime() - start) / 1e3 / customers;
            double[] micros = new double[LOOKS];
            for (int i = 0; i < LOOKS; i++) {
                long look = System.nanoTime();
                int due =
                        agenda.between(null, DAY + 1_000, 100 * DAY - 1, 2_000).size();
                micros[i] = (System.nanoTime() - look) / 1e3;
                if (due != 0) {
                    throw new IllegalStateException(due + " are due");
                }
            }
            double first = micros[0];
            micros[0] = 0;
            Arrays.sort(micros);
            System.out.printf(
                    Locale.ROOT,
                    "%,d entries, as many removed at %.1f us each; a look that finds nobody: the first %.0f us, then"
                            + " median %.0f us, p99 %.0f us, worst %.0f us%n",
                    customers,
                    removing,
                    first,
                    micros[LOOKS / 2],
                    micros[LOOKS * 99 / 100],
                    micros[LOOKS - 1]);
        } finally {
            store.close();
            Utils.delete(folder.toFile());
        }
    }

    private static void commitNowAndThen(Agenda agenda, int customer) {
        if (customer % CUSTOMERS_A_COMMIT == 0) {
            agenda.flush();
        }
    }
}
