package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeptRowKeyTest {

    private static final List<String> IDS = List.of("a", "ab", "a b", "O", "R1", "é", "ab ", "日本", "z");

    @Test
    void shouldWriteTheKeysOfThisFormat() {
        // Then
        assertThat(KeptRowKey.order("zoë", "o1")).isEqualTo(bytes("7a6fc3ab 00 4f 6f31"));
        assertThat(KeptRowKey.pack("zoë", 258)).isEqualTo(bytes("7a6fc3ab 00 50 0000000000000102"));
        assertThat(KeptRowKey.refund("zoë", "r1")).isEqualTo(bytes("7a6fc3ab 00 52 7231"));
        assertThat(KeptRowKey.link("zoë", "o1", "r1")).isEqualTo(bytes("7a6fc3ab 00 4c 6f31 00 7231"));
    }

    @Test
    void shouldReadTypeAndIdOfAKey() {
        // Given
        byte[] order = KeptRowKey.order("17850", "536365");
        byte[] refund = KeptRowKey.refund("17850", "C536379");
        byte[] link = KeptRowKey.link("17850", "536365", "C536379");

        // Then
        assertThat(KeptRowKey.isOrder(order)).isTrue();
        assertThat(KeptRowKey.isRefund(order)).isFalse();
        assertThat(KeptRowKey.isRefund(refund)).isTrue();
        assertThat(KeptRowKey.isOrder(refund)).isFalse();
        assertThat(KeptRowKey.isOrder(link)).isFalse();
        assertThat(KeptRowKey.isRefund(link)).isFalse();
        assertThat(KeptRowKey.id(order)).isEqualTo("536365");
        assertThat(KeptRowKey.id(refund)).isEqualTo("C536379");
        assertThat(KeptRowKey.id(link)).isEqualTo("C536379");
    }

    @Test
    void shouldOrderTheRowsOfACustomerAndTheLinksOfAnOrderContiguously() {
        Trials.run(200, random -> {
            // Given
            String customer = id(random);
            String order = id(random);
            TreeSet<byte[]> all = new TreeSet<>(Arrays::compareUnsigned);
            TreeSet<byte[]> own = new TreeSet<>(Arrays::compareUnsigned);
            TreeSet<byte[]> links = new TreeSet<>(Arrays::compareUnsigned);
            for (int i = 0; i < 100; i++) {
                String of = id(random);
                String named = id(random);
                byte[] link = KeptRowKey.link(of, named, id(random));
                for (byte[] key : List.of(KeptRowKey.order(of, named), KeptRowKey.refund(of, named), link)) {
                    all.add(key);
                    if (of.equals(customer)) {
                        own.add(key);
                    }
                }
                if (of.equals(customer) && named.equals(order)) {
                    links.add(link);
                }
            }

            // Then
            assertThat(hex(all.subSet(KeptRowKey.first(customer), KeptRowKey.afterLast(customer))))
                    .isEqualTo(hex(own));
            assertThat(hex(all.subSet(KeptRowKey.firstLink(customer, order), KeptRowKey.afterLinks(customer, order))))
                    .isEqualTo(hex(links));
        });
    }

    private static List<String> hex(Collection<byte[]> keys) {
        return keys.stream().map(HexFormat.of()::formatHex).toList();
    }

    private static String id(Random random) {
        return IDS.get(random.nextInt(IDS.size()));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
