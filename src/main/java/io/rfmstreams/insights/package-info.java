/** The read model: DuckDB tables that follow the topics, and the questions that are answered from them. */
@NullMarked
package io.rfmstreams.insights;

import org.jspecify.annotations.NullMarked;
