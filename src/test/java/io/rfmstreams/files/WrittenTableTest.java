package io.rfmstreams.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.files.FileOptions.DateOptions;
import io.rfmstreams.files.WrittenTable.Order;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Any table that is written in forms that are understood is read back exactly, or refused as ambiguous, and never read wrongly. */
class WrittenTableTest {

    private static final LocalDateTime FIRST = LocalDateTime.of(1970, 1, 2, 0, 0);
    private static final long SPAN_MILLIS = 2_950_000_000_000L;

    @Property(tries = 1000)
    void shouldReadATableExactlyOrRefuseIt(@ForAll("tables") WrittenTable table, @ForAll boolean compressed) {
        // When
        Optional<List<SourceRecord.Event>> read = read(table, compressed, FileOptions.defaults());

        // Then
        read.ifPresent(events -> assertThat(events).isEqualTo(expected(table)));
        assertThat(read.isPresent() || isAmbiguous(table)).isTrue();
    }

    @Property(tries = 500)
    void shouldReadATableExactlyIfItsFormIsGiven(@ForAll("tables") WrittenTable table, @ForAll boolean compressed) {
        // Given
        FileOptions options = FileOptions.defaults()
                .withDates(new DateOptions(table.dates().order(), ZoneOffset.UTC, null))
                .withDecimal(table.amounts().mark());

        // When
        Optional<List<SourceRecord.Event>> read = read(table, compressed, options);

        // Then
        assertThat(read).contains(expected(table));
    }

    @Provide
    Arbitrary<WrittenTable> tables() {
        Arbitrary<Charset> charsets = Arbitraries.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"));
        return Combinators.combine(
                        orders().list().ofMinSize(1).ofMaxSize(8),
                        Arbitraries.of(',', ';', '\t', '|'),
                        charsets,
                        Arbitraries.of(DateForm.class),
                        Arbitraries.of(AmountForm.class))
                .as(WrittenTable::new);
    }

    private static Arbitrary<Order> orders() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("abcAB12,;|\"\t\n éüß€-.'")
                .ofMinLength(1)
                .ofMaxLength(8)
                // Two letters that are no ASCII can be valid UTF-8 in Windows-1252.
                .map(text -> "c" + text.replaceAll("[\t\n]", "").replaceAll("([éüß€])", "$1-") + "x");
        Arbitrary<LocalDateTime> times =
                Arbitraries.longs().between(0, SPAN_MILLIS).map(millis -> FIRST.plusNanos(millis * 1_000_000));
        Arbitrary<LocalDateTime> earlyDays = times.map(time -> time.withDayOfMonth(1 + time.getDayOfMonth() % 12));
        Arbitrary<BigDecimal> amounts = Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.longs().between(0, 9_999_999_999L)),
                        Tuple.of(1, Arbitraries.longs().between(0, 99_999).map(whole -> whole * 10_000)),
                        Tuple.of(1, Arbitraries.longs().between(0, 9_999_999).map(thousandths -> thousandths * 10)))
                .map(units -> BigDecimal.valueOf(units, 4));
        return Combinators.combine(names, Arbitraries.oneOf(times, earlyDays), amounts)
                .as(Order::new);
    }

    private static Optional<List<SourceRecord.Event>> read(
            WrittenTable table, boolean compressed, FileOptions options) {
        List<SourceRecord.Event> events = new ArrayList<>();
        try {
            OrderFile.understand(table.bytes(compressed), options)
                    .read((source, line) -> events.add((SourceRecord.Event) source), line -> {
                        throw new AssertionError(line.toString());
                    });
            return Optional.of(events);
        } catch (InputFileException refused) {
            assertThat(refused.isUsage()).isTrue();
            return Optional.empty();
        }
    }

    private static List<SourceRecord.Event> expected(WrittenTable table) {
        List<SourceRecord.Event> events = new ArrayList<>();
        for (Order order : table.orders()) {
            Money amount = Money.of(table.amounts().kept(order.amount()));
            events.add(new SourceRecord.Event(
                    order.customerId(), new Purchase("o" + events.size(), amount, table.kept(order.time())), null));
        }
        return events;
    }

    /** Returns whether no date has a day after the 12th, or every amount can be read with a point and with a comma. */
    private static boolean isAmbiguous(WrittenTable table) {
        boolean dates = table.orders().stream().noneMatch(order -> order.time().getDayOfMonth() > 12);
        boolean amounts = table.orders().stream()
                .map(order -> table.amounts().write(order.amount()))
                .allMatch(text -> text.matches("[^.,]*|\\D*\\d{1,3}[.,]\\d{3}\\D*"));
        return dates || amounts;
    }
}
