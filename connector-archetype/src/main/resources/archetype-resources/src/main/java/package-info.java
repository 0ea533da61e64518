/** The guarded door to ${system}: a facade of its own, and the mapping to the REST API behind it. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
