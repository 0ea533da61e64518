package dev.sallyport.spi;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import org.jspecify.annotations.Nullable;

/**
 * What a committed write made or changed.
 *
 * @param target the record
 * @param version its version afterwards; null if the vendor does not say
 * @param attribution whether it is proved to be this write's
 * @param affected how many records or rows
 */
public record Written(Ref target, @Nullable String version, Attribution attribution, long affected) {
    /** One record, written by this write. */
    public static Written ours(Ref target, @Nullable String version) {
        return new Written(target, version, Attribution.OURS, 1);
    }

    /** One record that is as wanted, by whom is not known. */
    public static Written bySomebody(Ref target, @Nullable String version) {
        return new Written(target, version, Attribution.UNKNOWN, 1);
    }
}
