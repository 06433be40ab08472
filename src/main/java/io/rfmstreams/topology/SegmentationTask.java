package io.rfmstreams.topology;

import io.rfmstreams.segment.Segmenter;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** What belongs together while one task is open: its clock, its customers, and who works on them beside the records. */
final class SegmentationTask implements BeforeCommit.Work {

    private final ProcessorContext<String, Object> context;
    private final ProcessorRules rules;
    private final TaskJournal journal;
    private final Backfill backfill;
    private final TaskClock clock;
    private final DeadLetters letters;
    private final Ticks ticks;
    private final HotCustomers customers;
    private final CustomerLedger ledger;
    private final ModelSweep sweep;
    private final AgendaPunctuator agendaPunctuator;
    private final InputProbe probe;
    private final TopicPartition purchases;
    private @Nullable Cancellable watch;

    /** Takes the task up where its stores say that it was; {@link #start} starts what is to happen without records. */
    SegmentationTask(
            ProcessorContext<String, Object> context,
            ProcessorRules rules,
            ModelRegistry models,
            InputProbe probe,
            CacheBudget cacheBudget,
            SlicePacer pacer,
            String purchasesTopic) {
        this.context = context;
        this.rules = rules;
        int partition = context.taskId().partition();
        this.probe = probe;
        purchases = new TopicPartition(purchasesTopic, partition);
        String window = rules.history().window().toString();
        journal = new TaskJournal(
                context.getStateStore(StoreNames.TASKS), partition, window, isExactlyOnce(context.appConfigs()));
        backfill = new Backfill(purchases, rules.clock() == ClockMode.LIVE ? probe : InputProbe.nothingToRead());
        clock = new TaskClock(rules.clock(), journal, backfill, context::currentSystemTimeMs);
        letters = DeadLetters.in(context.appConfigs());
        ticks = new Ticks(journal, clock, purchases, probe);
        Agenda agenda = new Agenda(context.getStateStore(StoreNames.AGENDA));
        OrderRows orders = new OrderRows(context.getStateStore(StoreNames.ORDERS), rules.history());
        customers = new HotCustomers(context.getStateStore(StoreNames.CUSTOMERS), cacheBudget, () -> {
            orders.flush();
            agenda.flush();
        });
        Segmenter segmenter = new Segmenter(rules.history(), rules.segments(), rules.churn(), models);
        ledger = new CustomerLedger(customers, orders, agenda, segmenter, journal, new Outputs(context));
        sweep = new ModelSweep(context, customers, ledger, journal, clock, models, rules.sweep(), pacer);
        agendaPunctuator = new AgendaPunctuator(context, agenda, ledger, journal, clock, rules.agenda(), pacer);
    }

    private static boolean isExactlyOnce(Map<String, Object> config) {
        return StreamsConfig.EXACTLY_ONCE_V2.equals(config.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** Begins to look for due customers, for another model, for the end of history, and for ticks held in vain. */
    void start() {
        sweep.start();
        agendaPunctuator.start();
        watch = context.schedule(rules.sweep().watchEvery(), PunctuationType.WALL_CLOCK_TIME, at -> {
            backfill.look();
            if (rules.clock() == ClockMode.EVENT) {
                ticks.look();
            }
            sweep.lookForModel();
            customers.shrink();
            letters.log().tellRest();
        });
        probe.opened(purchases);
    }

    void stop() {
        probe.closed(purchases);
        if (watch != null) {
            watch.cancel();
        }
        sweep.close();
        agendaPunctuator.stop();
    }

    TaskJournal journal() {
        return journal;
    }

    Backfill backfill() {
        return backfill;
    }

    TaskClock clock() {
        return clock;
    }

    Ticks ticks() {
        return ticks;
    }

    CustomerLedger ledger() {
        return ledger;
    }

    ModelSweep sweep() {
        return sweep;
    }

    @Override
    public void beforeCommit() {
        customers.flush();
        journal.save();
    }

    @Override
    public void close() {
        customers.close();
    }
}
