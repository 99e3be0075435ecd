"""The same organisation on the phone: who calls, who answers, and what two vendors record of it."""
