package io.rfmstreams.bench.flink;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The clock of a partition. As with the processor's live clock, it can stand still in history, where a purchase advances its customer by
 * itself, and go on once the purchases are of today.
 */
final class PurchaseWatermarks implements WatermarkGenerator<PurchaseElement> {

    private static final long TODAY_MILLIS = 6 * 3_600_000L;

    private final boolean waitsInHistory;
    private long latest = Long.MIN_VALUE;

    PurchaseWatermarks(boolean waitsInHistory) {
        this.waitsInHistory = waitsInHistory;
    }

    @Override
    public void onEvent(PurchaseElement element, long time, WatermarkOutput output) {
        latest = Math.max(latest, element.time());
    }

    /** The time of the last purchase itself: what is due then comes before a further purchase of that moment. */
    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (!waitsInHistory || latest > System.currentTimeMillis() - TODAY_MILLIS) {
            output.emitWatermark(new Watermark(latest));
        }
    }
}
