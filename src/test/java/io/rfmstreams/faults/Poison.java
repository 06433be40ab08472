package io.rfmstreams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Records of {@code purchases} that the processor must reject: each kind once. The configuration has {@code rfm.currency=EUR}. */
final class Poison {

    private static final String GOOD =
            "{\"orderId\":\"p\",\"customerId\":\"poisoned\",\"amount\":1,\"occurredAt\":\"%s\"}";

    private final Random random;
    private final int partitions;

    Poison(Random random, int partitions) {
        this.random = random;
        this.partitions = partitions;
    }

    Input any(String now) {
        List<Input> all = all(now);
        return all.get(random.nextInt(all.size()));
    }

    /** Returns one record of each kind in random order. */
    List<Input> all(String now) {
        String good = GOOD.formatted(now);
        List<Input> all = new ArrayList<>();
        add(all, "bad-json", "not JSON");
        add(all, "bad-json", "");
        add(all, "bad-json", "[1]");
        add(all, "bad-json", "{\"orderId\":");
        add(all, "bad-json", "{\"orderId\":\"a\",\"orderId\":\"b\"}");
        add(all, "key-mismatch", good.replace("poisoned", "another"));
        add(all, "missing-id", good.replace("\"orderId\":\"p\",", ""));
        add(all, "bad-id", good.replace("\"p\"", "\"" + "p".repeat(129) + "\""));
        add(all, "bad-type", good.replace("{", "{\"type\":\"GIFT\","));
        add(all, "missing-refund-id", good.replace("{", "{\"type\":\"REFUND\","));
        add(all, "bad-amount", good.replace(":1,", ":-1,"));
        add(all, "bad-amount", good.replace(":1,", ":\"many\","));
        add(all, "amount-too-large", good.replace(":1,", ":1000000000001,"));
        add(all, "wrong-currency", good.replace("{", "{\"currency\":\"GBP\","));
        add(all, "bad-date", good.replace(now, "yesterday"));
        add(all, "ancient-date", good.replace(now, "1969-12-31T23:59:59Z"));
        add(all, "future-date", good.replace(now, "2999-01-01T00:00:00Z"));
        byte[] key = "poisoned".getBytes(UTF_8);
        byte[] value = good.getBytes(UTF_8);
        int right = Utils.toPositive(Utils.murmur2(key)) % partitions;
        all.add(rejected((right + 1) % partitions, key, value, "wrong-partition"));
        all.add(rejected(random.nextInt(partitions), null, value, "no-key"));
        byte[] longKey = "k".repeat(129).getBytes(UTF_8);
        all.add(rejected(partition(longKey), longKey, value, "bad-id"));
        byte[] notUtf8 = {(byte) 0xff, (byte) 0xfe};
        all.add(rejected(partition(notUtf8), notUtf8, value, "bad-id"));
        Collections.shuffle(all, random);
        return all;
    }

    private void add(List<Input> all, String reason, String value) {
        byte[] key = "poisoned".getBytes(UTF_8);
        all.add(rejected(partition(key), key, value.getBytes(UTF_8), reason));
    }

    private static Input rejected(int partition, byte @Nullable [] key, byte[] value, String reason) {
        return new Input(partition, key == null ? null : Bytes.wrap(key), Bytes.wrap(value), "", null, reason);
    }

    private int partition(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
