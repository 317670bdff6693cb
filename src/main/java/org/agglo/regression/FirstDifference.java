package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * First differences by formula: Δy_it = α + Δx_it'β + Δe_it, least squares of the changes of each unit from one period to the next,
 * which takes out whatever is constant in a unit.
 *
 * <p>The formula is evaluated first and differenced afterwards: {@code log(x)} stands for the change of the logarithm. The
 * intercept is the change per period that the regressors do not explain, as in plm's {@code model = "fd"}; {@code 0 +} takes it off,
 * as linearmodels' {@code FirstDifferenceOLS} does. R² and n are those of the differences.
 *
 * <p>Units and periods stand in {@code unitCol} and {@code timeCol}; periods are numbers, dates, or text that sorts as time does.
 * Where a unit lacks periods, {@code gaps} says what a difference is:
 *
 * <ul>
 *   <li>{@code calendar} (default): only between rows that are one step of the time column apart, the smallest distance between
 *       two periods that occur (text and dates: between a period and the next that occurs), as Stata's {@code D.} operator;
 *   <li>{@code adjacent}: between a row and the unit's row before it, however long ago, as plm does.
 * </ul>
 *
 * <p>Errors that are independent over time have differences that are not, so that errors clustered by unit are advised.
 */
public final class FirstDifference extends RegressionEstimator<FirstDifference, FirstDifferenceModel> {
    static final String LABEL = "First differences";

    /** What a difference is where a unit lacks periods. */
    enum Gaps {
        CALENDAR,
        ADJACENT;

        static Gaps named(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "calendar" -> CALENDAR;
                case "adjacent" -> ADJACENT;
                default ->
                    throw new IllegalArgumentException("Gaps are calendar or adjacent, not '%s'".formatted(name));
            };
        }
    }

    private final Param<String> gaps = new Param<>(
            this,
            "gaps",
            "differences over one step of the calendar only (calendar, default) or to the row before (adjacent)");

    public FirstDifference() {
        this(freshUid("firstDifference"));
    }

    /** With the uid of a saved estimator. */
    public FirstDifference(String uid) {
        super(uid);
        setDefault(gaps, "calendar");
    }

    /** Sets what a difference is where a unit lacks periods: {@code calendar} or {@code adjacent}. */
    public FirstDifference setGaps(String value) {
        set(gaps, value);
        return this;
    }

    /** What a difference is where a unit lacks periods; {@code calendar} by default. */
    public Param<String> gaps() {
        return gaps;
    }

    /**
     * Fits the formula.
     *
     * @throws IllegalArgumentException if formula, unitCol or timeCol are not set, or pointing at the character where formula or
     *     covariance are not understood
     * @throws org.agglo.spark.DataException if a column is not there or not of the right type
     * @throws NotEstimableException saying why the differences do not determine the model
     */
    @Override
    public FirstDifferenceModel fit(Dataset<?> table) {
        Gaps rule = Gaps.named(getOrDefault(gaps));
        Sample rows = sample(table, model());
        Formula model = rows.formula();
        Fits.requireRows(model, rows.counts());
        Sample differences = DifferencedSample.of(
                rows,
                rows.categories().get(getOrDefault(unitCol())),
                rows.categories().get(getOrDefault(timeCol())),
                rule);
        Fitted fitted = Fits.fit(
                model, differences, fitter(table, differences, model.terms().size() + 1));
        Summarised summarised = Summarised.of(fitted, vcov -> Summaries.of(fitted, vcov, LABEL), covariance());
        return handOver(new FirstDifferenceModel(freshUid("firstDifferenceModel"), summarised));
    }

    @Override
    Formula model() {
        if (!isSet(formula()) || !isSet(unitCol()) || !isSet(timeCol())) {
            throw new IllegalArgumentException(
                    "First differences need a formula, a unitCol and a timeCol; set all three");
        }
        requireNoWeights("First differences");
        return PanelFormulas.withoutEffects(getOrDefault(formula()), "The first-difference estimator");
    }

    @Override
    List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(getOrDefault(unitCol()), getOrDefault(timeCol())));
        keys.addAll(super.keys());
        return keys;
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<FirstDifference> read() {
        return new DefaultParamsReader<>();
    }

    /** The estimator saved at the path. */
    public static FirstDifference load(String path) {
        return read().load(path);
    }
}
