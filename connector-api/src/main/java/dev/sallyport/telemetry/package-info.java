/** Spans and metrics for those who have OpenTelemetry; nothing for those who do not. */
@NullMarked
package dev.sallyport.telemetry;

import org.jspecify.annotations.NullMarked;
