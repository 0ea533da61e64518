package dev.sallyport.postgresql;

import dev.sallyport.jdbc.SqlDialect;
import java.util.Set;

/**
 * What statements on PostgreSQL may use. Functions are let through by name: those that read nothing but their arguments,
 * change nothing and make no large thing out of a small one (so no {@code repeat}, {@code lpad}, {@code generate_series}).
 */
final class PostgreSqlDialect {
    private static final String FUNCTIONS = """
            count sum avg min max bool_and bool_or every string_agg array_agg json_agg jsonb_agg json_object_agg
            jsonb_object_agg stddev stddev_pop stddev_samp variance var_pop var_samp corr percentile_cont
            percentile_disc mode
            row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
            lower upper initcap length char_length character_length octet_length btrim ltrim rtrim left right
            substr substring position strpos split_part replace translate reverse starts_with concat concat_ws ascii
            chr md5 overlay regexp_replace regexp_match to_char to_number
            abs ceil ceiling floor round trunc mod div power sqrt exp ln log sign
            now date_trunc date_part age to_date to_timestamp make_date make_interval justify_days justify_hours isfinite
            json_build_object jsonb_build_object json_build_array jsonb_build_array to_json to_jsonb
            json_array_length jsonb_array_length jsonb_typeof json_typeof jsonb_extract_path jsonb_extract_path_text
            json_extract_path json_extract_path_text array_length cardinality array_position array_to_string
            gen_random_uuid
            """;

    private static final String TYPES = """
            smallint int2 integer int int4 bigint int8 numeric decimal real float4 float8 boolean bool text varchar char
            date time timetz timestamp timestamptz interval uuid json jsonb bytea
            """;

    static final SqlDialect INSTANCE = new SqlDialect(
            words(FUNCTIONS),
            Set.of("coalesce", "nullif", "greatest", "least", "trim", "rollup", "cube", "grouping"),
            "pg_catalog",
            words(TYPES));

    private PostgreSqlDialect() {}

    private static Set<String> words(String text) {
        return Set.of(text.trim().split("\\s+"));
    }
}
