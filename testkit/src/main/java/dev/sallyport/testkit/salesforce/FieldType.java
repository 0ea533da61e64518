package dev.sallyport.testkit.salesforce;

import java.util.Locale;

/** The kinds of field that the fake's objects have. */
enum FieldType {
    ID("tns:ID"),
    REFERENCE("tns:ID"),
    STRING("xsd:string"),
    PICKLIST("xsd:string"),
    MULTIPICKLIST("xsd:string"),
    COMBOBOX("xsd:string"),
    TEXTAREA("xsd:string"),
    PHONE("xsd:string"),
    EMAIL("xsd:string"),
    URL("xsd:string"),
    BOOLEAN("xsd:boolean"),
    INT("xsd:int"),
    DOUBLE("xsd:double"),
    CURRENCY("xsd:double"),
    PERCENT("xsd:double"),
    DATE("xsd:date"),
    DATETIME("xsd:dateTime"),
    ADDRESS("urn:address");

    private final String soapType;

    FieldType(String soapType) {
        this.soapType = soapType;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String soapType() {
        return soapType;
    }

    boolean isId() {
        return this == ID || this == REFERENCE;
    }

    boolean isText() {
        return soapType.equals("xsd:string");
    }

    boolean isNumber() {
        return this == INT || soapType.equals("xsd:double");
    }
}
