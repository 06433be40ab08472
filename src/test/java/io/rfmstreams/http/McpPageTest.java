package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpSyncClient;
import io.rfmstreams.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares docs/mcp.md with the program. */
class McpPageTest {

    private static final Page PAGE = Page.of("docs/mcp.md");

    @Test
    void shouldListEveryTool() {
        try (FakeService service = new FakeService();
                McpSyncClient client = McpClients.http(service.port(), "")) {
            // When
            List<List<String>> tools = client.listTools().tools().stream()
                    .map(tool -> List.of("`" + tool.name() + "`", tool.title()))
                    .toList();

            // Then
            assertThat(PAGE.table("## Tools", "| tool | what it answers |")).isEqualTo(tools);
        }
    }
}
