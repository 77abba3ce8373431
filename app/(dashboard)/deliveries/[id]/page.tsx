import { type Metadata } from "next";
import { DeliveryView } from "@/components/deliveries/delivery-view";

export const metadata: Metadata = { title: "Delivery" };

export default async function DeliveryPage({ params }: { params: Promise<{ id: string }> }) {
  return <DeliveryView id={(await params).id} />;
}
