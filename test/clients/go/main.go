// Signs in, creates a ticket and follows it until it is assigned, with the client that oapi-codegen generated.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"time"

	"holdfast.example/clients/holdfast"
)

const (
	timeout   = 2 * time.Minute
	lookEvery = 200 * time.Millisecond
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: follow-ticket <url> <email> <password>")
		os.Exit(2)
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	if err := followTicket(ctx, os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func followTicket(ctx context.Context, url, email, password string) error {
	client, err := signIn(ctx, url, email, password)
	if err != nil {
		return err
	}
	ticket, err := createTicket(ctx, client)
	if err != nil {
		return err
	}
	for ticket.Assignee == nil {
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s has no assignee after %s", ticket.Number, timeout)
		case <-time.After(lookEvery):
		}
		read, err := client.GetTicketWithResponse(ctx, ticket.Number)
		if err != nil {
			return err
		}
		if read.JSON200 == nil {
			return refusal("get the ticket", read.StatusCode(), read.Body)
		}
		ticket = read.JSON200
	}
	fmt.Printf("%s assigned to %s\n", ticket.Number, ticket.Assignee.Name)
	return expectProblem(ctx, client)
}

// signIn returns a client that sends the access token with every request.
func signIn(ctx context.Context, url, email, password string) (*holdfast.ClientWithResponses, error) {
	public, err := holdfast.NewClientWithResponses(url)
	if err != nil {
		return nil, err
	}
	answer, err := public.SignInWithResponse(ctx, holdfast.Login{Email: email, Password: password})
	if err != nil {
		return nil, err
	}
	if answer.JSON200 == nil {
		return nil, refusal("sign in", answer.StatusCode(), answer.Body)
	}
	session, err := answer.JSON200.AsSession()
	if err != nil {
		return nil, err
	}
	if session.AccessToken == "" {
		return nil, fmt.Errorf("%s needs a second factor", email)
	}
	fmt.Printf("signed in as %s (%s)\n", session.User.Name, session.User.Role)
	return holdfast.NewClientWithResponses(url, holdfast.WithRequestEditorFn(
		func(_ context.Context, request *http.Request) error {
			request.Header.Set("Authorization", "Bearer "+session.AccessToken)
			return nil
		}))
}

func createTicket(ctx context.Context, client *holdfast.ClientWithResponses) (*holdfast.Ticket, error) {
	key := fmt.Sprintf("go-client-%d", time.Now().UnixNano())
	answer, err := client.CreateTicketWithResponse(ctx,
		&holdfast.CreateTicketParams{IdempotencyKey: &key},
		holdfast.NewTicket{
			Title:       "VPN drops every ten minutes",
			Description: "Since this morning the VPN on my laptop disconnects every ten minutes.",
		})
	if err != nil {
		return nil, err
	}
	if answer.JSON201 == nil {
		return nil, refusal("create a ticket", answer.StatusCode(), answer.Body)
	}
	fmt.Printf("created %s (%s)\n", answer.JSON201.Number, answer.JSON201.Status)
	return answer.JSON201, nil
}

// expectProblem checks that a refusal comes as the problem of the document.
func expectProblem(ctx context.Context, client *holdfast.ClientWithResponses) error {
	answer, err := client.GetTicketWithResponse(ctx, "TKT-2000-000000")
	if err != nil {
		return err
	}
	problem := answer.ApplicationproblemJSON404
	if problem == nil {
		return refusal("get a problem", answer.StatusCode(), answer.Body)
	}
	fmt.Printf("an unknown ticket is a problem: %s\n", problem.Code)
	return nil
}

func refusal(what string, status int, body []byte) error {
	return fmt.Errorf("cannot %s: %d %s", what, status, body)
}
