package dev.sallyport.testkit.contract;

import static dev.sallyport.query.Filter.where;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Intent;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import dev.sallyport.testkit.contract.shelf.FakeShelf;
import dev.sallyport.testkit.contract.shelf.Item;
import dev.sallyport.testkit.contract.shelf.Mutant;
import dev.sallyport.testkit.contract.shelf.Shelf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract of the store room's connector, as an author writes it. */
class ShelfContract extends ConnectorContract<Shelf, FakeShelf> {
    private final @Nullable Mutant mutant;
    private String known = "";

    ShelfContract(@Nullable Mutant mutant) {
        this.mutant = mutant;
    }

    @Override
    protected Rig<FakeShelf> rig() {
        return Rig.of(FakeShelf.builder());
    }

    @Override
    protected Shelf connect(FakeShelf fake, Safeguards safeguards) {
        return Shelf.connect(fake.url(), safeguards, mutant);
    }

    @Override
    protected void seed(FakeShelf fake) {
        known = fake.put(CANARY + " drill", CANARY + " of our own");
    }

    @Override
    protected void exercises(Exercises<Shelf, FakeShelf> all) {
        Changes<Item> saw = Changes.of(Item.NAME, CANARY + " saw");
        all.get(
                "items.get",
                () -> known,
                "i999",
                (shelf, grant, id) -> shelf.under(grant).get(Item.ref(id)));
        all.walk(
                "items.find",
                (shelf, grant, size) ->
                        shelf.under(grant).find(Query.<Item>all().pagesOf(size)),
                (fake, i) -> fake.put("nail " + i, "small"));
        all.whileWalking(
                "items.find",
                (shelf, grant, size) ->
                        shelf.under(grant).find(Query.<Item>all().pagesOf(size)),
                List.of(
                        (shelf, grant, id) -> shelf.under(grant).tryDelete(Item.ref(id), Intent.automatic()),
                        (shelf, grant, id) -> shelf.under(grant).tryUpdate(Item.ref(id), saw, Intent.automatic())));
        all.read("users.me", (shelf, grant) -> shelf.under(grant).name());
        all.write("items.create", (shelf, grant, intent) -> shelf.under(grant).tryCreate(saw, intent));
        all.write("items.update", (shelf, grant, intent) -> shelf.under(grant).tryUpdate(Item.ref(known), saw, intent));
        all.write("items.delete", (shelf, grant, intent) -> shelf.under(grant).tryDelete(Item.ref(known), intent));
        all.writeAll(
                "items.createAll",
                (shelf, grant, intent) -> shelf.under(grant).tryCreateAll(List.of(saw, saw), intent));
        all.mixed(
                "items.createAll",
                (shelf, grant, intent) ->
                        shelf.under(grant).tryCreateAll(List.of(saw, Changes.of(Item.NOTE, "nameless")), intent));
        all.filter(
                "items.find",
                Item.NAME.toString(),
                (shelf, grant) -> shelf.under(grant)
                        .find(Query.of(where(Item.NAME).is("nail 1")))
                        .first(1));
        all.rule(Item.RESOURCE, where(Item.NAME).is("nobody has this name"));
        all.unsupported("items.merge", (shelf, grant) -> {
            shelf.under(grant).merge(Item.ref(known), Item.ref(known));
            return true;
        });
    }
}
