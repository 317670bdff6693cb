package org.agglo.simulate;

/**
 * How firms are drawn. A region's employment is its weight's share of the nation's; the part {@code
 * manufacturing-share} · maggl_pt of it is in manufacturing, at most 95 %. Each part is spread over firms whose sizes
 * are log-normal, taken at evenly spread quantiles (a Weyl sequence) and not at random, so that a few dozen firms
 * already add up to nearly what was asked. A firm's employment moves around its size by a log-normal factor each year
 * and is a whole number, at least 1.
 *
 * @param counties counties in the country, shared among regions by weight, at least one each
 * @param countyTilt standard deviation over a region's counties of the log of their part in its manufacturing
 * @param manufacturingShare part of national employment that is in manufacturing where maggl averages 1
 * @param manufacturingSize mean employment of a manufacturing firm
 * @param otherSize mean employment of another firm
 * @param sizeSigma standard deviation of log size
 * @param yearNoise standard deviation of the log of the yearly factor
 * @param entry part of the firms that enter after the first year, in any later year alike
 * @param exit part of the firms that leave before the last year, after any earlier year alike
 * @param minimum least number of firms of a region in manufacturing, and outside it
 */
public record FirmSpec(
        int counties,
        double countyTilt,
        double manufacturingShare,
        double manufacturingSize,
        double otherSize,
        double sizeSigma,
        double yearNoise,
        double entry,
        double exit,
        int minimum) {}
