package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fits several models to rows that were read once. */
final class JointFits {
    private final JointGather gather;
    private final JointRows rows;
    private final Fitter fitter;
    private final boolean dropSingletons;
    private final Function<Fitted, LeastSquaresModel> model;

    /** @param model makes the model of a fit, its summary among it */
    JointFits(JointGather gather, Fitter fitter, boolean dropSingletons, Function<Fitted, LeastSquaresModel> model) {
        this.gather = gather;
        this.rows = gather.rows();
        this.fitter = fitter;
        this.dropSingletons = dropSingletons;
        this.model = model;
    }

    SeveralFits fit(Optional<String> by) {
        List<SeveralFits.One> all = new ArrayList<>();
        if (by.isEmpty()) {
            fit(Optional.empty(), rows.all(), all);
            return new SeveralFits(all, 0);
        }
        Category groups = rows.category(by.get());
        int[][] members = rows.by(groups);
        for (int group = 0; group < members.length; group++) {
            fit(Optional.of(groups.labels().get(group)), members[group], all);
        }
        return new SeveralFits(all, groups.missing());
    }

    private void fit(Optional<String> group, int[] some, List<SeveralFits.One> all) {
        for (int number = 0; number < gather.requests().size(); number++) {
            Request request = gather.requests().get(number);
            String text = request.formula().text();
            try {
                LeastSquaresModel fitted = model.apply(fitted(request, number, some));
                all.add(new SeveralFits.One(group, text, Optional.of(fitted), Optional.empty()));
            } catch (NotEstimableException e) {
                all.add(new SeveralFits.One(group, text, Optional.empty(), Optional.of(e.getMessage())));
            }
        }
    }

    private Fitted fitted(Request request, int number, int[] some) {
        Map<String, Long> dropped = new LinkedHashMap<>();
        int[] passing = rows.passing(some, gather.heeded(number), dropped);
        request.weighting().ifPresent(weighting -> weighting.require(dropped));
        SharedRows shared = rows.shared(passing);
        Sample sample = shared.sample(request, dropped);
        Fits.requireRows(request.formula(), sample.counts());
        Optional<Singletons.Left> left =
                dropSingletons ? Singletons.left(sample, request.formula().effects()) : Optional.empty();
        if (left.isPresent()) {
            shared = shared.only(left.get().kept());
            sample = shared.sample(request, left.get().dropped());
        }
        Sample written = sample.writtenOut(shared.made());
        Formula formula = written.formula();
        Absorber absorber = shared.absorber(formula.effects(), written);
        return Fits.fit(formula, written, absorber, fitter, (selection, solution) -> solution);
    }
}
