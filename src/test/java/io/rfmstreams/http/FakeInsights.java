package io.rfmstreams.http;

import io.rfmstreams.insights.question.InsightsQueries;
import io.rfmstreams.insights.question.SqlQueries;
import io.rfmstreams.insights.question.TableSql;
import io.rfmstreams.insights.question.TestTables;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.TestModels;
import java.time.Duration;

/** Questions to small tables that never change, which all tests of the server share. */
final class FakeInsights {

    private static final ReturnModel RETURN =
            new ReturnModel(Duration.ofDays(60).toMillis(), 1, -1, 0, 0, null);
    private static final TestTables TABLES = tables();

    static final InsightsQueries WITH_MODEL = TABLES.queries();
    static final SqlQueries SQL = new TableSql(TABLES.snapshots(), TableSql.LIMITS);
    static final InsightsQueries WITHOUT_MODEL = new TestTables()
            .customer("ann", "fresh", 1, 2, "10")
            .customer("bob", "cool", 40, 2, "10")
            .queries();

    private FakeInsights() {}

    private static TestTables tables() {
        return new TestTables()
                .model(TestModels.byRecency(1, 30, 100).withReturnModel(RETURN))
                .customer("ann", "fresh", 1, 2, "10.5", "cool", 14)
                .customer("amy", "fresh", 20, 2, "1", "cool", 10)
                .customer("bob", "cool", 40, 2, "20")
                .customer("cid", "cool", 60, 2, "30", "cold", 30)
                .customer("dan", "inactive", 400, 0, "0")
                .order("ann", "1", 1, "5.25")
                .order("amy", "2", 40, "1")
                .move("ann", 1, 60, null, "cool", "NEW", "FIRST_PURCHASE")
                .move("ann", 2, 5, "cool", "fresh", "UP")
                .alert("ann", "SLIPPED", 5, "fresh", "cool", 0.4)
                .alert("bob", "FADING", 100, "fresh", "cool", 0.4);
    }
}
