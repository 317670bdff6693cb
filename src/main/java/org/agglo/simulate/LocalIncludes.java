package org.agglo.simulate;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets a file include other files beside or below its folder's path, and nothing else: no address, no class path. */
final class LocalIncludes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private final Path including;

    LocalIncludes(Path including) {
        this.including = including;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        if (what.contains("://")) {
            throw refused(what);
        }
        return file(context, what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return file(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refused(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        throw refused(what);
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    private ConfigObject file(ConfigIncludeContext context, String what) {
        Path file = including.resolveSibling(what);
        if (!Files.isRegularFile(file)) {
            throw new ConfigException.Generic("Included file " + file + " is not there");
        }
        return ConfigFactory.parseFile(
                        file.toFile(),
                        context.parseOptions()
                                .setOriginDescription(ConfigOriginFactory.newFile(file.toString())
                                        .description())
                                .setIncluder(new LocalIncludes(file)))
                .root();
    }

    private ConfigException refused(String what) {
        return new ConfigException.Generic("Cannot include %s: only files can be included".formatted(what));
    }
}
