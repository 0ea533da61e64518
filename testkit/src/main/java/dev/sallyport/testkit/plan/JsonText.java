package dev.sallyport.testkit.plan;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON with the place of each value. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final Budget budget;

    private JsonText(String source, JsonParser parser) {
        this.parser = parser;
        this.budget = new Budget(source);
    }

    static Written read(String source, String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            JsonText reader = new JsonText(source, parser);
            reader.parser.nextToken();
            Written read = reader.value(0);
            if (parser.nextToken() != null) {
                throw new PlanException(source, reader.here(), "there is more text after the plan");
            }
            return read;
        } catch (JacksonException broken) {
            TokenStreamLocation at = broken.getLocation();
            throw new PlanException(
                    source,
                    at == null ? Written.Place.START : new Written.Place(at.getLineNr(), at.getColumnNr()),
                    "no JSON from here on");
        }
    }

    private Written.Place here() {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Written.Place(at.getLineNr(), at.getColumnNr());
    }

    private Written value(int depth) {
        Written.Place place = here();
        budget.spend(place, depth);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return new Written.Members(place, members(depth));
        }
        if (token == JsonToken.START_ARRAY) {
            List<Written> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(depth + 1));
            }
            return new Written.Items(place, items);
        }
        return new Written.Scalar(place, parser.getString(), token != JsonToken.VALUE_STRING);
    }

    private List<Written.Named> members(int depth) {
        List<Written.Named> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Written.Scalar name = new Written.Scalar(here(), parser.currentName(), false);
            parser.nextToken();
            members.add(new Written.Named(name, value(depth + 1)));
        }
        return members;
    }
}
