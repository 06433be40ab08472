package io.rfmstreams.insights.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.segment.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableSqlTest {

    private final TestTables tables = new TestTables()
            .model(TestModels.byRecency(1, 30, 100))
            .customer("a", "fresh", 1, 2, "10.5")
            .customer("b", "cool", 40, 2, "20");
    private final TableSql queries = new TableSql(tables.snapshots(), TableSql.LIMITS);

    @AfterEach
    void close() {
        tables.close();
    }

    private SqlResult run(String sql) {
        tables.queries();
        return queries.run(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM customers",
                "select customer_id from main.customers where segment like 'f%' order by 1 desc;",
                "WITH best AS (SELECT * FROM customers) SELECT segment, sum(monetary) FROM best GROUP BY ALL",
                "FROM customers SELECT customer_id LIMIT 1",
                "TABLE customers",
                "SELECT * FROM customers c JOIN changes USING (customer_id) LEFT JOIN alerts ON alerts.customer_id = c.customer_id",
                "SELECT customer_id, row_number() OVER (PARTITION BY segment ORDER BY monetary DESC) FROM customers",
                "SELECT (SELECT max(monetary) FROM customers) / 2, CASE WHEN true THEN 'x' ELSE 'y' END, 1::VARCHAR || 'b'",
                "SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3",
                "SELECT * EXCLUDE (monetary) FROM customers WHERE customer_id IN ('a', 'b') AND since BETWEEN '2020-01-01' AND now()",
                "SELECT list_transform([1, 2], x -> x + 1), unnest([1, 2]), date_trunc('month', since) FROM customers",
                "SELECT day, count(*) FROM range(10) AS days(day), customers GROUP BY day HAVING count(*) > 1 ORDER BY day",
                "SELECT json_extract_string(value, '$.segments[0].id') FROM models",
                "VALUES (1, 'a'), (2, 'b')",
                "SELECT quantile_cont(monetary, 0.5), approx_count_distinct(customer_id) FILTER (segment = 'cool') FROM customers"
            })
    void shouldRunOneSelectOnTheTables(String sql) {
        // When, Then
        assertThat(run(sql).isTruncated()).isFalse();
    }

    /** Files, network, extensions, settings, the environment, the catalog, writes, several statements, and ways around. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_csv_auto('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('/etc/passwd')",
                "SELECT * FROM read_json('/etc/passwd')",
                "SELECT * FROM read_parquet('/etc/x.parquet')",
                "SELECT * FROM parquet_metadata('/etc/x.parquet')",
                "SELECT * FROM sniff_csv('/etc/passwd')",
                "SELECT * FROM glob('/*')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM '/tmp/x.csv'",
                "FROM \"x.parquet\"",
                "SELECT * FROM read_csv('https://example.org/x.csv')",
                "SELECT * FROM 's3://bucket/x.parquet'",
                "COPY customers TO '/tmp/x.csv'",
                "COPY customers FROM '/etc/passwd'",
                "COPY (SELECT 1) TO '/tmp/x.parquet' (FORMAT PARQUET)",
                "EXPORT DATABASE '/tmp/x'",
                "IMPORT DATABASE '/tmp/x'",
                "ATTACH '/tmp/x.duckdb' AS other",
                "DETACH memory",
                "USE memory",
                "INSTALL httpfs",
                "LOAD httpfs",
                "FORCE INSTALL httpfs",
                "SET enable_external_access = true",
                "SET memory_limit = '100GB'",
                "RESET memory_limit",
                "PRAGMA database_list",
                "PRAGMA memory_limit = '100GB'",
                "CALL pragma_version()",
                "SELECT current_setting('memory_limit')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_databases()",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM duckdb_extensions()",
                "SELECT * FROM pragma_database_size()",
                "SELECT getenv('HOME')",
                "SELECT getvariable('x')",
                "SET VARIABLE x = 1",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM pg_catalog.pg_settings",
                "SELECT * FROM duckdb_tables",
                "SELECT * FROM sqlite_master",
                "SELECT * FROM consumed_offsets",
                "SELECT * FROM memory.main.customers",
                "SELECT * FROM system.main.duckdb_settings",
                "SHOW TABLES",
                "DESCRIBE customers",
                "SUMMARIZE customers",
                "SELECT * FROM (SHOW ALL TABLES)",
                "SELECT * FROM (DESCRIBE customers)",
                "INSERT INTO customers SELECT * FROM customers",
                "UPDATE customers SET monetary = 0",
                "DELETE FROM customers",
                "TRUNCATE customers",
                "DROP TABLE customers",
                "CREATE TABLE x AS SELECT 1",
                "CREATE TEMP TABLE x AS SELECT 1",
                "CREATE MACRO f(x) AS x",
                "CREATE VIEW v AS SELECT 1",
                "CREATE SEQUENCE s",
                "CREATE SECRET (TYPE s3)",
                "ALTER TABLE customers ADD COLUMN x INTEGER",
                "VACUUM",
                "CHECKPOINT",
                "FORCE CHECKPOINT",
                "BEGIN TRANSACTION",
                "COMMIT",
                "ROLLBACK",
                "EXPLAIN ANALYZE SELECT 1",
                "PREPARE p AS SELECT 1",
                "SELECT count(*) OVER () FROM customers",
                "SELECT 1 + sum(monetary) FILTER (frequency > 1) OVER all_rows FROM customers WINDOW all_rows AS ()",
                "EXECUTE p",
                "DEALLOCATE p",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP TABLE customers",
                "WITH x AS (SELECT 1) DELETE FROM customers",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM query_table('duckdb_settings')",
                "SELECT * FROM json_execute_serialized_sql('{}')",
                "SELECT json_serialize_plan('SELECT 1')",
                "SELECT nextval('s')",
                "SELECT write_log('x')",
                "SELECT sleep_ms(100000)",
                "SELECT pg_sleep(10)",
                "SELECT repeat('x', 1000000000)",
                "SELECT lpad('x', 1000000000, 'y')",
                "SELECT printf('%1000000000d', 1)",
                "SELECT length(repeat('x', 1000000000)) FROM customers WHERE segment = 'x'",
                "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT * FROM r",
                "SELECT * FROM (WITH duckdb_settings AS (SELECT 1) SELECT 1), duckdb_settings",
                "SELECT * FROM (WITH \"/etc/passwd\" AS (SELECT 1) SELECT 1), \"/etc/passwd\"",
                "SELECT * FROM customers WHERE customer_id IN (SELECT content FROM read_text('/etc/passwd'))",
                "SELECT * FROM customers ORDER BY current_setting('home_directory')",
                "SELECT * FROM customers AT (VERSION => 1)",
                "PIVOT customers ON segment",
                "SELECT * FROM customers PIVOT (count(*) FOR segment IN ('fresh'))",
                "SELECT main.read_text('/etc/passwd')",
                "SELECT 'x'.read_text()",
                "SELECT system.main.current_setting('memory_limit')",
                "nonsense",
                ""
            })
    void shouldRunNothingElse(String sql) {
        // When, Then
        assertThatThrownBy(() -> run(sql))
                .isInstanceOfSatisfying(QuestionException.class, failed -> assertThat(failed.error())
                        .isIn(QuestionError.SQL_REFUSED, QuestionError.BAD_REQUEST));
        assertThat(tables.ask("customers").total()).isEqualTo(2);
    }

    @Test
    void shouldNotReadAFileThatExists(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");

        // When, Then
        for (String sql : List.of("FROM '%s'", "SELECT * FROM read_csv('%s')", "WITH x AS (FROM '%s') FROM x")) {
            assertThatThrownBy(() -> run(sql.formatted(file)))
                    .isInstanceOfSatisfying(QuestionException.class, failed -> assertThat(failed.error())
                            .isEqualTo(QuestionError.SQL_REFUSED));
        }
    }

    @Test
    void shouldDescribeTheResult() {
        // When
        SqlResult result = run("SELECT customer_id, monetary, since FROM customers ORDER BY customer_id");

        // Then
        assertThat(result.types()).containsExactly("VARCHAR", "DECIMAL(19,4)", "TIMESTAMP");
        assertThat(new String(result.toJson(), UTF_8))
                .startsWith("{\"asOf\":\"2026-06-30T00:00:00Z\",\"freshness\":{\"clock\":\"event\"")
                .endsWith("\"modelVersion\":1,\"columns\":[{\"name\":\"customer_id\",\"type\":\"VARCHAR\"},"
                        + "{\"name\":\"monetary\",\"type\":\"DECIMAL(19,4)\"},{\"name\":\"since\",\"type\":\"TIMESTAMP\"}],"
                        + "\"rows\":[[\"a\",10.5,\"2026-06-29T00:00:00Z\"],[\"b\",20,\"2026-05-21T00:00:00Z\"]],"
                        + "\"truncated\":false}");
    }

    @Test
    void shouldEndAQueryThatTakesTooLong() {
        // Given
        TableSql impatient = new TableSql(tables.snapshots(), new TableSql.Limits(Duration.ofSeconds(1), 10, 1_000));

        // When, Then
        assertThatThrownBy(
                        () -> impatient.run("SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b"))
                .isInstanceOf(QuestionException.class)
                .hasMessage("the query took longer than 1 s");
    }

    @Test
    void shouldLimitRowsAndTexts() {
        // Given
        TableSql small = new TableSql(tables.snapshots(), new TableSql.Limits(Duration.ofSeconds(10), 10, 100));

        // When
        SqlResult truncated = small.run("SELECT * FROM range(11)");

        // Then
        assertThat(truncated.table().rows()).hasSize(10);
        assertThat(truncated.isTruncated()).isTrue();
        assertThat(small.run("SELECT * FROM range(10)").isTruncated()).isFalse();
        assertThatThrownBy(() -> small.run("SELECT sha256(range::VARCHAR) FROM range(2)"))
                .hasMessage("the result has more than 100 characters; select less");
    }

    @Test
    void shouldRunOneQueryAtATime() throws Exception {
        // Given
        TableSql slow = new TableSql(tables.snapshots(), new TableSql.Limits(Duration.ofSeconds(2), 10, 1_000));
        CountDownLatch started = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> running = other.submit(() -> {
            started.countDown();
            slow.run("SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b");
        });

        // When, Then
        started.await();
        await().untilAsserted(() -> assertThatThrownBy(() -> slow.run("SELECT 1"))
                .isInstanceOfSatisfying(QuestionException.class, failed -> assertThat(failed.error())
                        .isEqualTo(QuestionError.OVERLOADED)));
        running.cancel(true);
        other.shutdown();
    }
}
