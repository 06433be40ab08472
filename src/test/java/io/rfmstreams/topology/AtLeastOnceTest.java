package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.at;
import static io.rfmstreams.topology.TopologyFixture.model;
import static io.rfmstreams.topology.TopologyFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.segment.Customer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A task under at-least-once that crashes between two commits, so that its stores are not consistent with each other. There is no cache,
 * so that each customer is written immediately.
 */
class AtLeastOnceTest {

    private static final int CUSTOMERS = 9;
    private static final String THEN = "2025-01-01T10:00:00Z";

    private final TaskStores stores = new TaskStores();
    private final OpenTask.Setting setting =
            OpenTask.Setting.of(rules()).with(new CacheBudget(0)).atLeastOnce();
    private long offset;

    @Test
    void shouldReassignCustomersOfAModelThatTheTaskStateLacks() {
        // Given a crash during a reassignment: some customers are written, the task state is not
        crashDuringAReassignmentTo(2);

        // When
        publish(3);
        activate(3);
        open();

        // Then
        assertThat(versions()).containsOnly(3).hasSize(CUSTOMERS);
    }

    @Test
    void shouldReassignCustomersBackAfterARollback() {
        // Given
        crashDuringAReassignmentTo(2);

        // When
        activate(1);
        open();

        // Then
        assertThat(versions()).containsOnly(1).hasSize(CUSTOMERS);
    }

    @Test
    void shouldCompleteAReassignmentThatTheTaskStateLacks() {
        // Given
        crashDuringAReassignmentTo(2);

        // When
        open();

        // Then
        assertThat(versions()).containsOnly(2).hasSize(CUSTOMERS);
        assertThat(stores.progress().active().modelVersion()).isEqualTo(2);
    }

    @Test
    void shouldReassignCustomersThatWereNotWrittenBeforeACrash() {
        // Given
        OpenTask task = openWithCustomers();
        List<Customer> before = IntStream.of(0, 4, 8).mapToObj(this::customer).toList();
        publish(2);
        activate(2);
        finish(task);

        // When
        restore(before);
        open();

        // Then
        assertThat(versions()).containsOnly(2).hasSize(CUSTOMERS);
    }

    @Test
    void shouldAdvanceCustomersThatWereNotWrittenAfterTheirTimersFired() {
        // Given
        OpenTask task = openWithCustomers();
        finish(task);
        List<Customer> before = IntStream.of(1, 5).mapToObj(this::customer).toList();
        task.buy("later", "1", "2026-06-01T00:00:00Z");
        finish(task);
        restore(before);

        // When
        open();

        // Then
        assertThat(updates()).containsOnly(at("2026-01-01T10:00:00Z"));
    }

    @Test
    void shouldNotGoBackInTimeForACustomerThatIsAheadOfTheClock() {
        // Given a clock that is earlier than the state of its customers
        OpenTask task = openWithCustomers();
        finish(task);
        task.buy("c0", "2", "2025-03-01T00:00:00Z");

        // When
        OpenTask reopened = new OpenTask(stores, setting);
        reopened.buy("c0", "3", "2025-02-01T00:00:00Z");
        finish(reopened);

        // Then
        assertThat(customer(0).evaluation().at()).isEqualTo(at("2025-03-01T00:00:00Z"));
        assertThat(customer(0).membership().since())
                .isLessThanOrEqualTo(customer(0).evaluation().at());
    }

    @Test
    void shouldForwardTheOutputsOfACustomerBeforeItIsWritten() {
        // Given
        OpenTask task = new OpenTask(stores, setting);
        List<List<String>> forwarded = new ArrayList<>();
        stores.beforeWritingCustomers(() -> forwarded.add(task.forwarded()));

        // When
        task.buy("ann", "1", THEN);
        task.erase("ann");

        // Then the segment change and the profile of each were there
        assertThat(forwarded).map(List::size).containsExactly(2, 4);
    }

    @Test
    void shouldVisitNoCustomersUnderExactlyOnce() {
        // Given
        TaskStores exact = new TaskStores();
        OpenTask.Setting exactlyOnce = OpenTask.Setting.of(rules());
        OpenTask task = new OpenTask(exact, exactlyOnce);
        task.buy("ann", "1", THEN);
        task.close();
        int scans = exact.scans();

        // When
        new OpenTask(exact, exactlyOnce).work(5);

        // Then
        assertThat(exact.scans()).isEqualTo(scans);
    }

    @Test
    void shouldVisitAllCustomersOnceAfterAChangeToExactlyOnce() {
        // Given
        crashDuringAReassignmentTo(2);
        OpenTask.Setting exactlyOnce = new OpenTask.Setting(
                setting.rules(),
                setting.models(),
                new CacheBudget(0),
                System::nanoTime,
                OpenTask.Setting.of(rules()).guarantee());

        // When
        activate(1);
        OpenTask visited = new OpenTask(stores, exactlyOnce);
        finish(visited);

        // Then
        assertThat(versions()).containsOnly(1).hasSize(CUSTOMERS);
        visited.close();
        int scans = stores.scans();
        finish(new OpenTask(stores, exactlyOnce));
        assertThat(stores.scans()).isEqualTo(scans);
    }

    private void crashDuringAReassignmentTo(int version) {
        OpenTask task = openWithCustomers();
        publish(version);
        activate(version);
        task.work(3);
        assertThat(versions()).contains(1, version);
    }

    /** Opens the task for the first time, assigns all customers by model 1, and commits. */
    private OpenTask openWithCustomers() {
        publish(1);
        activate(1);
        OpenTask task = new OpenTask(stores, setting);
        IntStream.range(0, CUSTOMERS).forEach(i -> task.buy("c" + i, "1", THEN));
        finish(task);
        return task;
    }

    /** Opens the task again and runs all its work. */
    private OpenTask open() {
        OpenTask task = new OpenTask(stores, setting);
        finish(task);
        return task;
    }

    private void finish(OpenTask task) {
        task.work(3 * CUSTOMERS);
        task.commit();
        assertThat(task.isReassigning()).isFalse();
    }

    private void publish(int version) {
        setting.models().accept(ModelJson.key(version), ModelJson.encode(model(version, 1.5)), offset++);
    }

    private void activate(int version) {
        setting.models().accept(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(version), offset++);
    }

    private Customer customer(int number) {
        return Objects.requireNonNull(stores.customers().get("c" + number)).customer();
    }

    private void restore(List<Customer> customers) {
        for (Customer customer : customers) {
            stores.customers().put("c" + customer.born(), CustomerWithOrders.withoutOrders(customer));
        }
    }

    private Stream<Customer> customers() {
        return IntStream.range(0, CUSTOMERS).mapToObj(this::customer);
    }

    private List<Integer> versions() {
        return customers().map(customer -> customer.evaluation().modelVersion()).toList();
    }

    private List<Long> updates() {
        return customers().map(customer -> customer.evaluation().at()).toList();
    }
}
