package dev.sallyport.testkit.junit;

/** What makes two fakes interchangeable. */
record Setting(String system, long seed, String faults, int world) {
    static final String DATABASE = "postgresql";

    static Setting of(String system, FakeSystems wanted) {
        return system.equals(DATABASE)
                ? new Setting(DATABASE, 0, "none", 0)
                : new Setting(system, wanted.seed(), wanted.faults(), wanted.world());
    }
}
