package dev.sallyport.testkit.spi;

/**
 * What one request draws from one quota.
 *
 * @param quota the quota's name, as in {@link VendorPack#quotas()}
 * @param key whose count: an account, a user, a record; any string
 * @param weight how much, 1 or more
 */
public record Charge(String quota, String key, int weight) {
    /** Checks the weight. */
    public Charge {
        if (weight < 1) {
            throw new IllegalArgumentException("weight on quota " + quota + " must be 1 or more, not " + weight);
        }
    }

    /** A charge of one. */
    public static Charge one(String quota, String key) {
        return new Charge(quota, key, 1);
    }
}
