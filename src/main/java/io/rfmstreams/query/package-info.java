/**
 * Queries for customers and models, and their answers. Answers are computed from stored customers and do not depend on
 * how these are read.
 */
@NullMarked
package io.rfmstreams.query;

import org.jspecify.annotations.NullMarked;
