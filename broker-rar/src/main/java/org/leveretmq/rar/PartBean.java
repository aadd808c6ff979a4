package org.leveretmq.rar;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;

/** Shows one part of a broker in JMX. Keeps nothing but its name, so that 10,000 of them cost little; asks the broker when it is read. Any thread. */
final class PartBean implements DynamicMBean {
    private final BrokerManagement broker;
    private final Part part;

    PartBean(BrokerManagement broker, Part part) {
        this.broker = broker;
        this.part = part;
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        try {
            return value(part.figures(broker).orElse(Figures.NONE), attribute);
        } catch (IllegalArgumentException e) {
            throw new AttributeNotFoundException(e.getMessage());
        }
    }

    private Object value(Figures figures, String attribute) {
        Figure figure = part.kind().figure(attribute);
        return PartKind.isRate(attribute) ? (Object) figures.rate(figure) : (Object) figures.value(figure);
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        Figures figures = part.figures(broker).orElse(Figures.NONE);
        AttributeList list = new AttributeList();
        for (String attribute : attributes) {
            list.add(new Attribute(attribute, value(figures, attribute)));
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String operation, Object[] parameters, String[] signature) throws MBeanException {
        try {
            return part.invoke(broker, operation, parameters);
        } catch (RuntimeException e) {
            // The caller may not have our classes.
            throw new MBeanException(new IllegalStateException(e.getMessage()), operation + " has failed");
        }
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return part.kind().info();
    }
}
