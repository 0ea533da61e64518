package dev.sallyport.testkit.contract;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.query.Changes;
import dev.sallyport.testkit.contract.shelf.FakeShelf;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract of CRMs over contacts on paper; the fake beside it is never called. */
class PaperContract extends CrmContract<FakeShelf> {
    private final PaperCrm paper;
    private boolean used;

    PaperContract(PaperCrm.@Nullable Slip slip) {
        paper = new PaperCrm(slip);
    }

    @Override
    protected Rig<FakeShelf> rig() {
        return Rig.of(FakeShelf.builder());
    }

    @Override
    protected CrmConnector connect(FakeShelf fake, Safeguards safeguards) {
        used = true;
        return paper;
    }

    /** What is put there after somebody connected is the next trial's seed. */
    @Override
    protected String addContact(FakeShelf fake, String lastName, String email) {
        if (used) {
            paper.clear();
            used = false;
        }
        return paper.put(Map.of("lastName", lastName, "email", email));
    }

    @Override
    protected String addCompany(FakeShelf fake, String name) {
        return "none";
    }

    @Override
    protected String addUser(FakeShelf fake, String name, String email) {
        return "none";
    }

    @Override
    protected String missingContact() {
        return "p0";
    }

    @Override
    protected String missingCompany() {
        return "none";
    }

    @Override
    protected Changes<Contact> refusedContact() {
        return Changes.of(Contact.FIRST_NAME, "Nameless");
    }
}
