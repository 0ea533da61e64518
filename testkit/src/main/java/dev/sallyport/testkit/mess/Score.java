package dev.sallyport.testkit.mess;

/**
 * How well one kind of defect was found.
 *
 * @param planted how many were there
 * @param found how many were said to be there
 * @param right how many of those were there
 */
public record Score(int planted, int found, int right) {
    /** The share of what was found that was there; 1 if nothing was found. */
    public double precision() {
        return found == 0 ? 1 : right / (double) found;
    }

    /** The share of what was there that was found; 1 if nothing was there. */
    public double recall() {
        return planted == 0 ? 1 : right / (double) planted;
    }
}
