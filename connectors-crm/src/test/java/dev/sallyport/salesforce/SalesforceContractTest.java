package dev.sallyport.salesforce;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.query.Changes;
import dev.sallyport.testkit.contract.CrmContract;
import dev.sallyport.testkit.contract.Rig;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import java.util.Map;

/** The Salesforce connector keeps the contract of CRMs. */
class SalesforceContractTest extends CrmContract<FakeSalesforce> {
    @Override
    protected Rig<FakeSalesforce> rig() {
        return Rig.of(FakeSalesforce.builder().pageSize(5));
    }

    @Override
    protected CrmConnector connect(FakeSalesforce fake, Safeguards safeguards) {
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Salesforce.connect(connection, safeguards);
    }

    @Override
    protected String addContact(FakeSalesforce fake, String lastName, String email) {
        return fake.insert("Contact", Map.of("LastName", lastName, "Email", email, "MailingPostalCode", "80217"));
    }

    @Override
    protected String addCompany(FakeSalesforce fake, String name) {
        return fake.insert("Account", Map.of("Name", name));
    }

    @Override
    protected String addUser(FakeSalesforce fake, String name, String email) {
        return fake.insert("User", Map.of("LastName", name, "Email", email, "Username", email));
    }

    @Override
    protected String missingContact() {
        return "003000000000000AAA";
    }

    @Override
    protected String missingCompany() {
        return "001000000000000AAA";
    }

    @Override
    protected Changes<Contact> refusedContact() {
        return Changes.of(Contact.FIRST_NAME, "Nameless");
    }
}
